import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A call that was read whole. */
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

/** A call, and every way to answer it. */
export interface FaultyExchange {
  readonly request: ProxiedRequest;
  /** Well-formed HTTP. */
  readonly response: ServerResponse;
  /** Below it: any bytes, or none. */
  readonly socket: Socket;
  /** What the agency would have answered. */
  ask(): Promise<ProxiedAnswer>;
  /** Answers as the agency does. */
  forward(): Promise<void>;
}

export type Fault =
  /** Nothing listens, and what was open is cut. */
  | { readonly kind: 'refuses' }
  /** Connections are accepted, GraphQL calls are answered like this. */
  | { readonly kind: 'answers'; answer(exchange: FaultyExchange): void | Promise<void> };
