import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** Maximum pipelined requests per connection; hardly any client pipelines at all. */
const maxWaiting = 32;
const waiting = new WeakMap<IncomingMessage['socket'], number>();
/** The last response of each connection; when it ends, all earlier ones have ended. */
const last = new WeakMap<IncomingMessage['socket'], ServerResponse>();

/**
 * Serves the pipelined requests of a connection in sequence (RFC 9112, section 9.3.2). Node emits all of them
 * in one event loop iteration: one connection would crowd out others, and a mutation would not wait for the
 * previous one. A connection with too many waiting requests is closed.
 */
export function serializePipelined(listener: RequestListener): RequestListener {
  return (request, response) => {
    const { socket } = request;
    last.set(socket, response);
    if (response.socket !== null) return listener(request, response);
    const count = (waiting.get(socket) ?? 0) + 1;
    if (count > maxWaiting) return void socket.destroy();
    waiting.set(socket, count);
    response.once('socket', () => {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      // In a later iteration, so that other connections are served in between.
      setImmediate(() => socket.destroyed || listener(request, response));
    });
  };
}

/** Calls `then` once all requests of a connection are answered, or never if the connection ends first. */
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
