import { setTimeout as wait } from 'node:timers/promises';
import type { ChaosRow } from '../row.ts';
import { startBalancer } from '../stand/balancer.ts';
import { publicFields } from '../stand/city.ts';
import { type GatewayProcess, patientDeadline } from '../stand/gateway-process.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { openStand } from '../stand/stand.ts';
import { startSteadyLoad } from '../stand/steady-load.ts';

const fullRate = 500;
/** Requests per second; a machine that runs other tests hardly serves more. */
const patientRate = 50;

export const row: ChaosRow = {
  name: 'sigterm',
  holds: 'SIGTERM under 500 requests/s, two gateways behind a balancer, 20 times: 0 failed',
  unit: 'gateways stopped and replaced',
  fullSize: 20,
  smallSize: 2,
  needs: 'two gateways over stub agencies and a balancer that checks twice a second; three minutes',
  async run({ size, log, patience }) {
    const rate = patience === 1 ? fullRate : patientRate;
    const stand = await openStand();
    const balancer = await startBalancer();
    const client = createGraphqlClient(`${balancer.url}/graphql`, { patience });
    // Two agencies, one of them called each time, so that requests are in flight when the signal comes.
    const query = `{ ${publicFields.transport} ${publicFields.statistics} }`;
    const start = async () => {
      const gateway = await stand.startGateway({ env: patientDeadline(patience) });
      await balancer.add(gateway.url);
      return gateway;
    };
    try {
      const gateways: GatewayProcess[] = [await start(), await start()];
      const load = startSteadyLoad(() => client.ask(query), {
        rate,
        isRight: ({ status, json }) => status === 200 && json?.data?.station != null && !json.errors,
      });
      await wait(1_000);
      const exits: (number | string)[] = [];
      let longestMs = 0;
      for (let stopped = 0; stopped < size; stopped += 1) {
        const [gateway] = gateways.splice(0, 1);
        if (gateway === undefined) break;
        const since = performance.now();
        exits.push(await gateway.end('SIGTERM'));
        longestMs = Math.max(longestMs, performance.now() - since);
        await balancer.remove(gateway.url);
        gateways.push(await start());
        log(`${stopped + 1}: exit ${exits.at(-1)}, ${load.failed} of ${load.sent} failed so far`);
      }
      const { sent, failed, failures, p99Ms } = await load.stop();
      const inOrder = exits.every((exit) => exit === 0);
      return {
        figure:
          `${exits.length} gateways stopped under ${rate} requests/s: ${failed} of ${sent} failed (0), p99 ` +
          `${p99Ms.toFixed(0)} ms, exit codes ${inOrder ? 'all 0' : exits.join()}, longest stop ` +
          `${(longestMs / 1_000).toFixed(1)} s${failures === null ? '' : `; ${failures}`}`,
        passed: failed === 0 && inOrder && exits.length === size,
      };
    } finally {
      await client.close();
      await balancer.close();
      await stand.close();
    }
  },
};
