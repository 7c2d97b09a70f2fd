import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A complete call. */
export interface ProxiedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ProxiedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

/** A call, and all ways to answer it. */
export interface FaultyExchange {
  readonly request: ProxiedRequest;
  /** Sends well-formed HTTP. */
  readonly response: ServerResponse;
  /** Sends raw bytes, or nothing. */
  readonly socket: Socket;
  /** The response that the agency would send. */
  ask(): Promise<ProxiedAnswer>;
  /** Answers as the agency does. */
  forward(): Promise<void>;
}

export type Fault =
  /** Refuses connections, and closes open ones. */
  | { readonly kind: 'refuses' }
  /** Accepts connections, and answers GraphQL calls with this. */
  | { readonly kind: 'answers'; answer(exchange: FaultyExchange): void | Promise<void> };
