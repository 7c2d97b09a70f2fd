import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** Hardly any client sends a second request before the first is answered. */
const mostWaiting = 32;
const waiting = new WeakMap<IncomingMessage['socket'], number>();
/** The response that a connection has begun last; all before it have ended when it has. */
const last = new WeakMap<IncomingMessage['socket'], ServerResponse>();

/**
 * Serves the requests of one connection one after another (RFC 9112, section 9.3.2). Node hands over all of
 * one event loop iteration at once: one connection would take the room of all others, and a mutation would
 * not wait for the one before it. A connection with too many waiting requests is closed.
 */
export function oneAtATime(listener: RequestListener): RequestListener {
  return (request, response) => {
    const { socket } = request;
    last.set(socket, response);
    if (response.socket !== null) return listener(request, response);
    const count = (waiting.get(socket) ?? 0) + 1;
    if (count > mostWaiting) return void socket.destroy();
    waiting.set(socket, count);
    response.once('socket', () => {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      // Not in the same turn: all that wait would be answered in it, before anybody else is.
      setImmediate(() => socket.destroyed || listener(request, response));
    });
  };
}

/**
 * Once all that has come by a connection is answered; never where it ends before. Nobody else has to listen
 * to it.
 */
export function onceAnswered(socket: IncomingMessage['socket'], then: () => void): void {
  const response = last.get(socket);
  if (response === undefined || response.closed) {
    then();
    return;
  }
  const end = () => socket.destroy();
  socket.on('error', end);
  response.once('close', () => {
    socket.off('error', end);
    if (socket.writable) then();
  });
}
