import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { onceAnswered } from './pipelining.ts';

/** Headers that speak of the change of protocol, or of it alone (RFC 9113, section 3.1). */
const ofTheUpgrade = new Set(['upgrade', 'connection', 'http2-settings']);

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Hands requests for a WebSocket over. Any other protocol is one that is not spoken here: the request is
 * answered as if it had not been asked for (RFC 9110, section 7.8), which Node does no more once somebody
 * listens.
 *
 * Node hands over at once, whatever of the connection still waits for its answer; an answer to this one would
 * come before.
 */
export function takeUpgrades(server: Server, take: Upgrade): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    onceAnswered(request.socket, () => {
      if (request.headers.upgrade?.toLowerCase() === 'websocket') return take(request, socket, head);
      // The time-out is that of a connection without a request.
      request.socket.setTimeout(0);
      socket.unshift(Buffer.concat([Buffer.from(headWithoutUpgrade(request), 'latin1'), head]));
      server.emit('connection', socket);
    });
  });
}

function headWithoutUpgrade({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!ofTheUpgrade.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[at + 1]}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}
