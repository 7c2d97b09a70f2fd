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

/** @param graphqlUrl the gateway's `/graphql` */
export function createGraphqlClient(graphqlUrl: string, { connections = 64 } = {}): GraphqlClient {
  const { origin, pathname } = new URL(graphqlUrl);
  const agent = new Agent({ connections });
  return {
    async ask(query, { variables = {}, token } = {}) {
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
    },
    close: () => agent.destroy(),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
