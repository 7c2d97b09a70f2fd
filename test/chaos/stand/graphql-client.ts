import { setTimeout as wait } from 'node:timers/promises';
import { Agent } from 'undici';

export interface GraphqlAnswer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: rows look into answers of any shape
  readonly json: any;
  /** From sending the request to the end of the answer. */
  readonly ms: number;
}

/** A caller of a gateway with its own connections. */
export interface GraphqlClient {
  ask(
    query: string,
    options?: { readonly variables?: object; readonly token?: string },
  ): Promise<GraphqlAnswer>;
  close(): Promise<void>;
}

/** How often an overloaded gateway is asked again. */
const mostRetries = 20;
/** What its `Retry-After` says. */
const retryAfterMs = 1_000;

/**
 * @param graphqlUrl the gateway's `/graphql`
 * @param patience above 1, what a gateway refuses as OVERLOADED is asked again when it says so, as by every
 *   good client: beside other tests a slow machine is overloaded
 */
export function createGraphqlClient(
  graphqlUrl: string,
  { connections = 64, patience = 1 } = {},
): GraphqlClient {
  const { origin, pathname } = new URL(graphqlUrl);
  const agent = new Agent({ connections });
  const askOnce: GraphqlClient['ask'] = async (query, { variables = {}, token } = {}) => {
    const start = performance.now();
    const { statusCode, body } = await agent.request({
      origin,
      path: pathname,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const text = await body.text();
    const ms = performance.now() - start;
    return { status: statusCode, text, json: parsed(text), ms };
  };
  return {
    async ask(query, options) {
      let answer = await askOnce(query, options);
      for (let retries = 0; patience > 1 && isOverloaded(answer) && retries < mostRetries; retries += 1) {
        await wait(retryAfterMs);
        answer = await askOnce(query, options);
      }
      return answer;
    },
    close: () => agent.destroy(),
  };
}

function isOverloaded({ json }: GraphqlAnswer): boolean {
  return json?.errors?.[0]?.extensions?.code === 'OVERLOADED';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
