import type { CancellationToken } from '../../lib/cancellation.ts';
/**
 * The transport's interface to HTTP: one POST to one endpoint, on persistent connections. Adapters:
 * `http1-client.ts` and `undici-http-client.ts`.
 */
export interface HttpClient {
  /**
   * @throws TransportError if no complete, well-formed response arrives
   * @throws PublicError SUBGRAPH_RESPONSE_TOO_LARGE
   */
  post(request: PostRequest): Promise<HttpAnswer>;
  /** Finishes calls in progress, accepts no new ones. */
  close(): Promise<void>;
}

/** Sent with every call. */
export const jsonHeaders = { 'content-type': 'application/json', accept: 'application/json' };

export interface PostRequest {
  /** In addition to the common ones. Names and values as sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /**
   * Whether it may be repeated when a persistent connection turns out to be closed (RFC 9110, section 9.2.2).
   */
  readonly isRepeatable: boolean;
  readonly signal: CancellationToken;
  /** Deadline by the clock of `performance.now()`, independent of the signal. */
  readonly endsAt: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Empty if there is none. */
  readonly contentType: string;
  /** Empty if the body was not wanted. */
  readonly text: string;
}

export interface HttpClientOptions {
  readonly address: EndpointAddress;
  /** Maximum number of connections. */
  readonly connections: number;
  /** Calls waiting for a connection; further ones are refused immediately. */
  readonly maxWaiting: number;
  readonly maxResponseBytes: number;
  readonly connectTimeoutMs: number;
  /** Whether to read a body; if not, the connection is dropped. */
  readonly isWanted: (status: number, contentType: string) => boolean;
}

export interface EndpointAddress {
  readonly target:
    | { readonly kind: 'tcp' | 'tls'; readonly host: string; readonly port: number }
    | { readonly kind: 'unix'; readonly socketPath: string };
  /** Value of the `Host` header. */
  readonly authority: string;
  readonly path: string;
}

/** The reason for a missing response, for the log only. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type TransportErrorCode =
  | 'ABORTED'
  | 'CLIENT_CLOSED'
  | 'CONNECTION_CLOSED'
  | 'CONNECT_TIMEOUT'
  | 'QUEUE_FULL'
  | 'RESPONSE_MALFORMED'
  | 'TIMEOUT';

/** The caller has left, or the deadline has passed. */
export function givenUp({ aborted }: CancellationToken): TransportError {
  return aborted
    ? new TransportError('ABORTED', 'the caller has left')
    : new TransportError('TIMEOUT', 'the deadline has passed');
}
