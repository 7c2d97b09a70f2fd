import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export interface ClosingBounds {
  /** Maximum wait for the first byte on an unused connection. */
  readonly silentMs: number;
  /** Maximum wait for all requests in progress. */
  readonly allMs: number;
}

/**
 * Bounds how long a closing server waits. Node neither closes a connection on which nothing was sent nor
 * checks request time-outs while closing, so one client could block the exit.
 *
 * @returns a function to call when closing begins
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
