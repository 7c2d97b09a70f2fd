import type { IncomingMessage } from 'node:http';
import { PublicError } from '@civic-graph/errors';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';

/** The origin may not connect; answered with 403. */
class ForeignOrigin extends PublicError {
  constructor() {
    super('BAD_REQUEST', 'Pages of this origin may not open a WebSocket here.');
  }

  override get status(): number {
    return 403;
  }
}

/**
 * Refuses a WebSocket before it is opened: browsers let any page open one, and reveal only its origin (RFC
 * 6455, section 10.2).
 * @param origins whose pages may connect; `Host` proves nothing, because DNS rebinding makes it the page's
 *   own name.
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
