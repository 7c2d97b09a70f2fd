import type { IncomingMessage } from 'node:http';
import { PublicError } from '@civic-graph/errors';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';

/** Not of the origins whose pages may connect; told with 403. */
class ForeignOrigin extends PublicError {
  constructor() {
    super('BAD_REQUEST', 'Pages of this origin may not open a WebSocket here.');
  }

  override get status(): number {
    return 403;
  }
}

/**
 * Refuses a WebSocket before it is opened. Browsers let every web page open one to anywhere, without asking
 * and with whatever the network lets the user reach, and tell only where the page is from (RFC 6455, section
 * 10.2).
 *
 * @param origins whose pages may connect. `Host` says nothing about the page: with DNS rebinding it is the
 *   page's own name.
 * @throws PublicError NOT_FOUND, BAD_REQUEST
 */
export function checkUpgrade({ url = '', headers }: IncomingMessage, origins: readonly string[]): void {
  if (url.split('?', 1)[0] !== '/graphql') throw new PublicError('NOT_FOUND');
  const { origin } = headers;
  if (origin !== undefined && !origins.includes(origin)) throw new ForeignOrigin();
  const protocols = headers['sec-websocket-protocol']?.split(',').map((name) => name.trim()) ?? [];
  if (!protocols.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL)) {
    throw new PublicError('BAD_REQUEST', `The subprotocol here is ${GRAPHQL_TRANSPORT_WS_PROTOCOL}.`);
  }
}
