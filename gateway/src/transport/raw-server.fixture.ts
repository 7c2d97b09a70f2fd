import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A request as it came over the wire. */
export interface RawRequest {
  readonly socket: Socket;
  /** Counted over all connections, from 1. */
  readonly number: number;
  readonly body: string;
}

export interface RawServer {
  readonly url: string;
  /** Connections that were opened so far. */
  readonly accepted: number;
  /** The most that were open at once. */
  readonly mostAtOnce: number;
  readonly requests: readonly RawRequest[];
  close(): Promise<void>;
}

/** A server that answers with whatever bytes, whenever: what no HTTP library would let it do. */
export async function startRawServer(
  answer: (request: RawRequest) => void,
  listenOn: { readonly socketPath?: string; readonly onConnect?: (socket: Socket) => void } = {},
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const requests: RawRequest[] = [];
  let accepted = 0;
  let mostAtOnce = 0;
  const server: Server = createServer((socket) => {
    accepted += 1;
    sockets.add(socket);
    mostAtOnce = Math.max(mostAtOnce, sockets.size);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    listenOn.onConnect?.(socket);
    let received = '';
    socket.on('data', (data) => {
      received += data.toString('latin1');
      const head = received.indexOf('\r\n\r\n');
      if (head === -1) return;
      const end = head + 4 + Number(/content-length: (\d+)/i.exec(received)?.[1]);
      if (received.length < end) return;
      const body = Buffer.from(received.slice(head + 4, end), 'latin1').toString('utf8');
      received = received.slice(end);
      const request = { socket, number: requests.length + 1, body };
      requests.push(request);
      answer(request);
    });
  });
  server.listen(listenOn.socketPath ?? { port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const { socketPath } = listenOn;
  return {
    url:
      socketPath === undefined
        ? `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
        : `unix:${socketPath}`,
    get accepted() {
      return accepted;
    },
    get mostAtOnce() {
      return mostAtOnce;
    },
    requests,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A good response, with `fields` beside those that it needs. */
export function response(text: string, fields = ''): string {
  const length = Buffer.byteLength(text);
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n${fields}\r\n${text}`;
}
