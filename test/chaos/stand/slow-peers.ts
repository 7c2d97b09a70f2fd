import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/*
 * Connections that send one byte a second and never finish their request: half of them drip the head, half a
 * body. In a separate process, so that the measurement does not wait for it. Arguments: host, port, number,
 * maximum milliseconds; it sends the milliseconds from the last opening to the last closing, or `null` if
 * some are still open.
 */
const [, , host = '', port = '', count = '', withinMs = ''] = process.argv;
const everyMs = 1_000;
const tickMs = 10;
const openedEachTick = 10;

process.once('disconnect', () => process.exit());
process.send?.('ready');
await once(process, 'message');

const all: Socket[] = [];
const open = new Set<Socket>();
for (let number = 0; number < Number(count); number += 1) {
  const socket = connect(Number(port), host);
  const head = 'POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n';
  socket.write(number % 2 === 0 ? head : `${head}content-length: 500000\r\n\r\n`);
  socket.on('error', () => undefined);
  // The final answer does not matter, but unread data would hide the end of the connection.
  socket.resume();
  socket.on('close', () => open.delete(socket));
  open.add(socket);
  all.push(socket);
  if (number % openedEachTick === 0) await wait(tickMs);
}
const openedAt = performance.now();

const turns = everyMs / tickMs;
let turn = 0;
setInterval(() => {
  for (let at = turn; at < all.length; at += turns) {
    const socket = all[at];
    if (socket !== undefined && open.has(socket)) socket.write('a');
  }
  turn = (turn + 1) % turns;
}, tickMs);
while (open.size > 0 && performance.now() - openedAt < Number(withinMs)) await wait(tickMs);
process.send?.({ closedMs: open.size === 0 ? performance.now() - openedAt : null });
