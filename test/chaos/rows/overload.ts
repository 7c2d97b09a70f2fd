import { setTimeout as wait } from 'node:timers/promises';
import type { ChaosRow } from '../row.ts';
import { publicFields } from '../stand/city.ts';
import { createGraphqlClient } from '../stand/graphql-client.ts';
import { openStand } from '../stand/stand.ts';
import { harmText, underAttack } from '../stand/under-attack.ts';

const canaryMs = 200;
const floodMs = 10_000;

export const row: ChaosRow = {
  name: 'overload',
  runsAlone: true,
  holds:
    '2,000 callers at once, more than it can serve: it turns some away at once (503, Retry-After), canary at most 200 ms in 99 of 100',
  unit: 'callers',
  fullSize: 2_000,
  smallSize: 30,
  needs: 'a gateway over stub agencies, 2,000 file descriptors in each of two processes; half a minute',
  async run({ size, log, patience }) {
    const stand = await openStand();
    const flood: { close(): Promise<void> }[] = [];
    try {
      const gateway = await stand.startGateway();
      const statuses = new Map<string, number>();
      const times: number[] = [];
      const client = createGraphqlClient(gateway.graphqlUrl, { connections: size });
      flood.push(client);
      const query = `{ ${publicFields.transport} ${publicFields.payments} }`;
      await client.ask(query);
      const harm = await underAttack(gateway, async () => {
        const end = performance.now() + floodMs / (patience * 2);
        const caller = async () => {
          while (performance.now() < end) {
            const answer = await client.ask(query).catch(() => null);
            const status = String(answer?.status ?? 'none');
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            if (answer) times.push(answer.ms);
            // Whoever is turned away comes back a little later, as clients do.
            if (status !== '200') await wait(50);
          }
        };
        await Promise.all(Array.from({ length: size }, caller));
      });
      await wait(1_000);
      const after = (await client.ask(query)).status;
      log(`answers: ${[...statuses].map(([status, count]) => `${status}: ${count}`).join(', ')}`);
      const served = statuses.get('200') ?? 0;
      return {
        figure: `${size} callers: ${served} served, ${statuses.get('503') ?? 0} turned away, ${harmText(harm)} (${canaryMs} ms), then ${after}`,
        passed:
          served > 0 &&
          harm.canaryMaxMs <= (patience > 1 ? 10_000 : canaryMs) &&
          [...statuses.keys()].every((status) => status === '200' || status === '503') &&
          after === 200,
      };
    } finally {
      await Promise.all(flood.map((each) => each.close()));
      await stand.close();
    }
  },
};
