import type { CancellationToken } from '../../lib/cancellation.ts';
/**
 * What the transport needs of an HTTP client: one POST to one endpoint, on connections that are kept. Two
 * adapters: `lean-http-client.ts`, and `undici-http-client.ts`.
 */
export interface HttpClient {
  /**
   * @throws TransportError where there is no whole and well-formed answer
   * @throws PublicError SUBGRAPH_RESPONSE_TOO_LARGE
   */
  post(request: PostRequest): Promise<HttpAnswer>;
  /** Finishes what is under way, takes nothing new. */
  close(): Promise<void>;
}

/** Of every call, beside its own. */
export const jsonHeaders = { 'content-type': 'application/json', accept: 'application/json' };

export interface PostRequest {
  /** Beside those that are the same for each call. Names and values as they go over the wire. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /**
   * Whether it does no harm to send it again when a kept connection turns out to be closed (RFC 9110, section
   * 9.2.2).
   */
  readonly isRepeatable: boolean;
  readonly signal: CancellationToken;
  /** By the clock of `performance.now()`: when the call is given up, whatever the signal says. */
  readonly endsAt: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Empty where there is none. */
  readonly contentType: string;
  /** Empty where the answer was not wanted. */
  readonly text: string;
}

export interface HttpClientOptions {
  readonly address: EndpointAddress;
  /** Connections at once. */
  readonly connections: number;
  /** Calls that wait for a connection; what comes on top is refused at once. */
  readonly maxWaiting: number;
  readonly maxResponseBytes: number;
  readonly connectTimeoutMs: number;
  /** Whether to read a body at all; where not, the connection is dropped. */
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

/** Why there is no answer; told to the log, not to a client. */
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

/** Nobody waits for the answer any more, or its time is up. */
export function givenUp({ aborted }: CancellationToken): TransportError {
  return aborted
    ? new TransportError('ABORTED', 'nobody waits for the answer any more')
    : new TransportError('TIMEOUT', 'the time for an answer is up');
}
