import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { onceAnswered } from './pipelining.ts';

/** Headers of the protocol upgrade (RFC 9113, section 3.1). */
const ofTheUpgrade = new Set(['upgrade', 'connection', 'http2-settings']);

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Passes WebSocket upgrades on. Other upgrades are ignored and the request is answered normally (RFC 9110,
 * section 7.8), which Node no longer does once there is a listener.
 *
 * Node emits an upgrade at once: wait for earlier requests of the connection, or its response would come
 * before theirs.
 */
export function takeUpgrades(server: Server, take: Upgrade): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    onceAnswered(request.socket, () => {
      if (request.headers.upgrade?.toLowerCase() === 'websocket') return take(request, socket, head);
      // That timeout is for a connection without a request.
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
