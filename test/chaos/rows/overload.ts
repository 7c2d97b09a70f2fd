import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChaosRow } from '../row.ts';
import { publicFields } from '../stand/city.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { inspectable } from '../stand/held-memory.ts';
import { openStand } from '../stand/stand.ts';
import { harmText, underAttack } from '../stand/under-attack.ts';

const canaryMs = 200;
const floodMs = 10_000;
const program = new URL('../stand/flood.ts', import.meta.url);

export const row: ChaosRow = {
  name: 'overload',
  runsAlone: true,
  holds:
    '2,000 concurrent callers, more than it can serve: it refuses some immediately (503, Retry-After), canary at most 200 ms',
  unit: 'callers',
  fullSize: 2_000,
  smallSize: 30,
  needs: 'a gateway over stub agencies, 2,000 file descriptors in each of two processes; half a minute',
  async run({ size, log, patience }) {
    const stand = await openStand();
    let flood: ChildProcess | null = null;
    try {
      const gateway = await stand.startGateway({ env: inspectable });
      const client = createGraphqlClient(gateway.graphqlUrl, { connections: 1 });
      const query = `{ ${publicFields.transport} ${publicFields.payments} }`;
      await client.ask(query);
      const args = [gateway.graphqlUrl, size, floodMs / (patience * 2), query].map(String);
      const started = fork(program, args, { execArgv: ['--import', 'tsx'] });
      flood = started;
      await once(started, 'message');
      let statuses: Readonly<Record<string, number>> = {};
      const harm = await underAttack({ gateway, patience }, async () => {
        started.send('begin');
        [statuses] = (await once(started, 'message')) as [Readonly<Record<string, number>>];
      });
      await wait(1_000);
      const after = (await client.ask(query)).status;
      await client.close();
      log(`answers: ${JSON.stringify(statuses)}`);
      const served = statuses[200] ?? 0;
      return {
        figure: `${size} callers: ${served} served, ${statuses[503] ?? 0} refused, ${harmText(harm)} (${canaryMs} ms), then ${after}`,
        passed:
          served > 0 &&
          harm.canaryMaxMs <= (patience > 1 ? 10_000 : canaryMs) &&
          Object.keys(statuses).every((status) => status === '200' || status === '503') &&
          after === 200,
      };
    } finally {
      flood?.kill('SIGKILL');
      await stand.close();
    }
  },
};
