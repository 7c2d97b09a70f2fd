import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface ClosingBounds {
  /** For the first byte on a connection on which nothing has come yet. */
  readonly silentMs: number;
  /** For everything that was under way. */
  readonly allMs: number;
}

/**
 * Bounds how long a server that closes waits. Node closes connections that are idle between two requests; one
 * on which nothing was ever sent (browsers and clients open them beforehand) is none of these, and once
 * closing has begun no time-out of a request is looked at any more: a single one would hold the process for
 * as long as its client likes.
 *
 * @returns to be called when closing begins
 */
export function boundClosing(server: Server, { silentMs, allMs }: ClosingBounds): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    const timers = [
      setTimeout(() => {
        for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
      }, silentMs).unref(),
      setTimeout(() => {
        for (const socket of open) socket.destroy();
      }, allMs).unref(),
    ];
    server.once('close', () => timers.forEach(clearTimeout));
  };
}
