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

/** Of a request. */
const maxRetries = 20;
/** The gateway's `Retry-After`. */
const retryAfterMs = 1_000;

/**
 * @param graphqlUrl the gateway's `/graphql`
 * @param patience above 1, requests refused as OVERLOADED are retried, as clients should: beside other tests
 *   a slow machine is overloaded
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
      for (let retries = 0; patience > 1 && isOverloaded(answer) && retries < maxRetries; retries += 1) {
        await wait(retryAfterMs);
        answer = await askOnce(query, options);
      }
      return answer;
    },
    close: () => agent.destroy(),
  };
}

function isOverloaded({ status, json }: GraphqlAnswer): boolean {
  return status === 503 && json?.errors?.[0]?.extensions?.code === 'OVERLOADED';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
