import { connect, createServer, type Socket } from 'node:net';

/** One address for a database that comes back on another port after each stop. */
export async function openProxy(): Promise<{
  readonly port: number;
  target: number;
  close(): void;
}> {
  const sockets = new Set<Socket>();
  const proxy = { port: 0, target: 0, close };
  const server = createServer((client) => {
    const upstream = connect(proxy.target, '127.0.0.1');
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  function close() {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  proxy.port = address.port;
  return proxy;
}
