import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWebSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** A result that a subscriber receives. */
export interface Received {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

export interface Subscriber {
  subscribe(query: string, variables?: Record<string, unknown>): AsyncIterableIterator<Received>;
  dispose(): void;
}

/** Standard clients of the protocols, with one subscriber each. */
export const protocols = {
  sse(url: string, token: string | null): Subscriber {
    const client = createSseClient({
      url,
      retryAttempts: 0,
      ...(token !== null && { headers: { authorization: `Bearer ${token}` } }),
    });
    return {
      subscribe: (query, variables = {}) =>
        client.iterate({ query, variables }) as AsyncIterableIterator<Received>,
      dispose: () => client.dispose(),
    };
  },
  websocket(url: string, token: string | null): Subscriber {
    const client = createWebSocketClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      ...(token !== null && { connectionParams: { authorization: `Bearer ${token}` } }),
    });
    return {
      subscribe: (query, variables = {}) =>
        withErrors(client.iterate({ query, variables }) as AsyncIterableIterator<Received>),
      dispose: () => void client.dispose(),
    };
  },
} as const;

/** This client throws when an operation is refused; here that is a result. */
function withErrors(results: AsyncIterableIterator<Received>): AsyncIterableIterator<Received> {
  return {
    async next() {
      try {
        return await results.next();
      } catch (errors) {
        if (Array.isArray(errors)) return { done: false, value: { errors } };
        const { code } = errors as { readonly code: number };
        return { done: false, value: { errors: [{ message: '', extensions: { code: `closed ${code}` } }] } };
      }
    },
    return: () => results.return?.() ?? Promise.resolve({ done: true, value: undefined }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

export type Protocol = keyof typeof protocols;

/** All results until the end. */
export async function collect(results: AsyncIterable<Received>): Promise<Received[]> {
  const all: Received[] = [];
  for await (const result of results) all.push(result);
  return all;
}

export const codesOf = (results: readonly Received[]) =>
  results.map(({ errors }) => errors?.[0]?.extensions.code ?? null);
