import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/*
 * Callers that occupy capacity without reading answers, in a separate process. Arguments: host, port, kind
 * (sockets, bodies), number, milliseconds. Rejected callers reconnect.
 */
const [, , host = '', port = '', kind = '', count = '', forMs = ''] = process.argv;
const burst = 450;
const everyMs = 50;
/** Not the canary's address: a caller's capacity must not depend on that of others. */
const localAddress = '127.0.0.2';
/** Part of every document, so that none was seen before. */
let number = 0;

process.once('disconnect', () => process.exit());
process.send?.('ready');
await once(process, 'message');

const ways: Readonly<Record<string, () => void>> = {
  /** Each sends hundreds of requests in bursts, and reads no answer before the next burst. */
  pipelines: () => {
    const get = `GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: gateway\r\napollo-require-preflight: 1\r\n\r\n`;
    const each = get.repeat(Math.ceil(burst / Number(count)));
    for (const again of sockets(Number(count))) setInterval(() => again().write(each), everyMs);
  },
  /** Unfinished bodies, and new documents beside them. */
  bodies: () => {
    const head = 'POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n';
    const unfinished = `${head}transfer-encoding: chunked\r\n\r\n9\r\n{"query":\r\n`;
    const began = new WeakSet<Socket>();
    for (const again of sockets(Number(count))) {
      setInterval(() => {
        const socket = again();
        if (!began.has(socket)) socket.write(unfinished);
        began.add(socket);
      }, everyMs);
    }
    for (const again of sockets(20)) {
      setInterval(() => {
        number += 1;
        const body = JSON.stringify({ query: `query N${number} { ${'__typename '.repeat(7_000)} }` });
        again().write(`${head}content-length: ${body.length}\r\n\r\n${body}`);
      }, 10 * everyMs);
    }
  },
};

ways[kind]?.();
await wait(Number(forMs));
process.send?.('done');
process.exit();

/** Functions that return the socket, reconnected if it was closed. */
function sockets(many: number): readonly (() => Socket)[] {
  return Array.from({ length: many }, () => {
    let socket: Socket | null = null;
    return () => {
      if (socket === null || socket.destroyed || !socket.writable) {
        socket = connect({ host, port: Number(port), localAddress });
        socket.on('error', () => undefined);
        socket.resume();
      }
      return socket;
    };
  });
}
