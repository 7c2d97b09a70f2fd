import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChaosRow } from '../row.ts';
import { startCanary } from '../stand/canary.ts';
import { publicFields } from '../stand/city.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { openStand } from '../stand/stand.ts';

const closedWithinMs = 15_000;
const observeMs = 8_000;
/** Below this time, doubling is within the machine's noise. */
const noiseMs = 5;

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
    const client = createGraphqlClient(gateway.graphqlUrl, { patience });
    const ask = async () => (await client.ask(`{ ${publicFields.transport} }`)).json?.data?.station != null;
    try {
      const warmUp = startCanary(ask);
      await wait(2_000);
      await warmUp.stop();

      const before = startCanary(ask);
      await wait(observeMs / patience);
      const calm = await before.stop();
      log(`calm: ${calm.sent} requests, p99 ${calm.p99Ms.toFixed(1)} ms`);

      const peers = await slowPeers(gateway.url, size, closedWithinMs * patience);
      const during = startCanary(ask);
      const closedMs = await peers.connect().finally(peers.end);
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

/** Starts the program that makes them before the measurement, so that its CPU time does not count. */
async function slowPeers(url: string, count: number, withinMs: number) {
  const { hostname, port } = new URL(url);
  const program = new URL('../stand/slow-peers.ts', import.meta.url);
  const child = fork(program, [hostname, port, String(count), String(withinMs)], {
    execArgv: ['--import', 'tsx'],
  });
  await once(child, 'message');
  return {
    /** @returns milliseconds from the last opening to the last closing; `null` if some are still open */
    async connect(): Promise<number | null> {
      child.send('begin');
      const [{ closedMs }] = (await once(child, 'message')) as [{ closedMs: number | null }];
      return closedMs;
    },
    end: () => child.kill('SIGKILL'),
  };
}
