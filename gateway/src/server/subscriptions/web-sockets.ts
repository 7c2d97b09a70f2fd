import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { asPublicError, PublicError } from '@civic-graph/errors';
import { clientNetwork } from '@civic-graph/service';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Credentials } from './connection-credentials.ts';
import { checkUpgrade } from './upgrade-request.ts';
import { connectionHandler, type WebSocketOptions } from './web-socket-connection.ts';

export interface WebSocketsOptions extends Omit<WebSocketOptions, 'slots'> {
  /** Origins, besides the gateway's own, whose pages may connect. */
  readonly origins: readonly string[];
  readonly maxConnections: number;
  readonly maxPerCaller: number;
  readonly maxPerNetwork: number;
  readonly maxMessageBytes: number;
  readonly heartbeatMs: number;
  readonly isForwarded: boolean;
}

export interface WebSockets {
  /** Accepts an upgrade request, or answers with the reason for refusing it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Announces the shutdown, and waits a bounded time until all connections are closed. */
  close(): Promise<void>;
}

/** RFC 6455, section 7.4, and its registry: clients reconnect after these. */
const serviceRestart = 1012;
const graceMs = 1_000;

/** The subprotocol graphql-transport-ws on `/graphql`. */
export function createWebSockets(options: WebSocketsOptions): WebSockets {
  const { maxConnections, maxMessageBytes: maxPayload, heartbeatMs } = options;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload,
    handleProtocols: () => GRAPHQL_TRANSPORT_WS_PROTOCOL,
    // A kilobyte could be a gigabyte.
    perMessageDeflate: false,
  });
  // Twice as many as subscriptions, so that a caller beyond its limit gets the error on the connection.
  const [perCaller, perNetwork] = [2 * options.maxPerCaller, 2 * options.maxPerNetwork];
  const slots = { max: maxConnections, perCaller, perNetwork };
  const connected = connectionHandler({ ...options, slots });
  let isClosing = false;

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      try {
        if (isClosing || server.clients.size >= maxConnections) throw new PublicError('NOT_READY');
        checkUpgrade(request, options.origins);
      } catch (error) {
        return refuse(socket, asPublicError(error) ?? new PublicError('INTERNAL_SERVER_ERROR'));
      }
      server.handleUpgrade(request, socket, head, (webSocket) => {
        keepAlive(webSocket, heartbeatMs);
        connected(webSocket, clientNetwork(request, options.isForwarded), credentialsOf(request));
      });
    },
    async close() {
      isClosing = true;
      const open = [...server.clients];
      for (const webSocket of open) webSocket.close(serviceRestart, 'SUBSCRIPTION_INTERRUPTED');
      const end = setTimeout(() => {
        for (const webSocket of open) webSocket.terminate();
      }, graceMs);
      await Promise.all(open.map(closed));
      clearTimeout(end);
    },
  };
}

function credentialsOf({ headers: { authorization, dpop } }: IncomingMessage): Credentials {
  return { authorization, dpop: typeof dpop === 'string' ? dpop : undefined };
}

/** A client that has not answered the last ping by the next one is disconnected. */
function keepAlive(webSocket: WebSocket, everyMs: number): void {
  let isThere = true;
  const timer = setInterval(() => {
    if (!isThere) return webSocket.terminate();
    isThere = false;
    webSocket.ping();
  }, everyMs).unref();
  webSocket.on('pong', () => {
    isThere = true;
  });
  webSocket.once('close', () => clearInterval(timer));
}

function closed(webSocket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (webSocket.readyState === webSocket.CLOSED) resolve();
    else webSocket.once('close', () => resolve());
  });
}

/** The socket was handed over, so the server no longer owns the response. */
function refuse(socket: Duplex, error: PublicError): void {
  const body = JSON.stringify({ errors: [error] });
  socket.end(
    [
      `HTTP/1.1 ${error.status} Refused`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      ...(error.code === 'NOT_READY' ? ['retry-after: 5'] : []),
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
