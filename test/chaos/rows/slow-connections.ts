import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChaosRow } from '../row.ts';
import { startCanary } from '../stand/canary.ts';
import { publicFields } from '../stand/city.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { openStand } from '../stand/stand.ts';

const closedWithinMs = 15_000;
const observeMs = 8_000;
/** Of so small a time the double is within what the machine does by itself. */
const noiseMs = 5;
const everyMs = 1_000;
const ticksASecond = 100;

export const row: ChaosRow = {
  name: 'slow-connections',
  holds: '2,000 slow connections: p99 of the others at most doubled, closed in 15 s',
  unit: 'connections',
  fullSize: 2_000,
  smallSize: 50,
  needs: 'a gateway over stub agencies, 2,000 file descriptors in each of two processes; half a minute',
  async run({ size, log, patience }) {
    const stand = await openStand();
    const gateway = await stand.startGateway();
    const client = createGraphqlClient(gateway.graphqlUrl);
    const ask = async () => (await client.ask(`{ ${publicFields.transport} }`)).json?.data?.station != null;
    try {
      const warmUp = startCanary(ask);
      await wait(2_000);
      await warmUp.stop();

      const before = startCanary(ask);
      await wait(observeMs / patience);
      const calm = await before.stop();
      log(`calm: ${calm.sent} requests, p99 ${calm.p99Ms.toFixed(1)} ms`);

      const slow = openSlowConnections(gateway.url, size);
      const during = startCanary(ask);
      const closedMs = await slow.closed(closedWithinMs * patience);
      const busy = await during.stop();
      log(`busy: ${busy.sent} requests, p99 ${busy.p99Ms.toFixed(1)} ms`);

      const boundMs = Math.max(2 * calm.p99Ms, noiseMs) * patience;
      const closed =
        closedMs === null ? 'NOT ALL CLOSED' : `all closed after ${(closedMs / 1_000).toFixed(1)} s`;
      return {
        figure:
          `${size} slow connections: p99 ${calm.p99Ms.toFixed(1)} -> ${busy.p99Ms.toFixed(1)} ms (at most ` +
          `${boundMs.toFixed(1)}), ${busy.failed} of ${busy.sent} failed, ${closed} (at most ${closedWithinMs / 1_000} s)`,
        passed: busy.p99Ms <= boundMs && busy.failed === 0 && calm.failed === 0 && closedMs !== null,
      };
    } finally {
      await client.close();
      await stand.close();
    }
  },
};

/** Every second connection drips its head, the others a body; none of them ever ends its request. */
function openSlowConnections(url: string, count: number) {
  const { hostname, port } = new URL(url);
  const openedAt = performance.now();
  const sockets = new Set<Socket>();
  const all = Array.from({ length: count }, (_, at) => {
    const socket = connect(Number(port), hostname);
    sockets.add(socket);
    const head = 'POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\n';
    socket.write(at % 2 === 0 ? head : `${head}content-length: 500000\r\n\r\n`);
    socket.on('error', () => undefined);
    // What a gateway says before it closes is of no interest; unread, it would keep the end from being seen.
    socket.resume();
    socket.on('close', () => sockets.delete(socket));
    return socket;
  });
  let turn = 0;
  // Not all at once: the load must not be what holds the canary up.
  const timer = setInterval(() => {
    for (let at = turn; at < count; at += ticksASecond) {
      const socket = all[at];
      if (socket !== undefined && sockets.has(socket)) socket.write('a');
    }
    turn = (turn + 1) % ticksASecond;
  }, everyMs / ticksASecond);
  return {
    /** @returns milliseconds until the last was closed, `null` where some are left */
    async closed(withinMs: number): Promise<number | null> {
      while (sockets.size > 0 && performance.now() - openedAt < withinMs) await wait(20);
      const closedMs = sockets.size === 0 ? performance.now() - openedAt : null;
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      return closedMs;
    },
  };
}
