import { createClient, NetworkError } from 'graphql-sse';
import type { GraphQLErrorLike } from '../refusals/read-refusal.ts';
import { withSilenceLimit } from './silence-limit.ts';

/** A result of the event stream. A result without `data` is the last one. */
export interface StreamedResult {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLErrorLike[];
}

export interface StreamRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string;
}

/** The stream did not open or broke. `errors` are those of a gateway that refused to open it. */
export class StreamLost extends Error {
  override readonly name = 'StreamLost';
  readonly response: Response | null;
  readonly errors: readonly GraphQLErrorLike[];

  constructor(cause: unknown, response: Response | null, errors: readonly GraphQLErrorLike[]) {
    super('the event stream was lost', { cause });
    this.response = response;
    this.errors = errors;
  }
}

export interface StreamOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly maxSilenceMs: number;
}

/**
 * Opens one subscription: GraphQL over Server-Sent Events, distinct connections mode.
 *
 * @throws StreamLost if the connection breaks or the gateway refuses
 */
export async function* openStream(
  { url, fetch, maxSilenceMs }: StreamOptions,
  request: StreamRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<StreamedResult, void> {
  const client = createClient({
    url,
    retryAttempts: 0,
    fetchFn: async (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
      withSilenceLimit(await fetch(input, { ...init, redirect: 'error' }), maxSilenceMs),
  });
  const results = client.iterate(request);
  const end = () => client.dispose();
  signal?.addEventListener('abort', end);
  try {
    yield* results as AsyncIterableIterator<StreamedResult>;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    const response = error.response instanceof Response ? error.response : null;
    const errors = response === null ? [] : await errorsIn(response);
    // Retrying does not help, for example with a wrong URL.
    if (response !== null && response.status < 500 && errors.length === 0) throw error;
    throw new StreamLost(error, response, errors);
  } finally {
    signal?.removeEventListener('abort', end);
    client.dispose();
  }
}

async function errorsIn(response: Response): Promise<readonly GraphQLErrorLike[]> {
  try {
    const { errors } = (await response.json()) as { errors?: readonly GraphQLErrorLike[] };
    return errors ?? [];
  } catch {
    return [];
  }
}
