import { setTimeout as wait } from 'node:timers/promises';
import { eventually, randomFractions } from '@civic-graph/testing';
import { wellBehaved } from '../../simulators/faults.ts';
import type { ChaosRow } from '../row.ts';
import { startDurableDatabase } from '../stand/durable-database.ts';
import { startPayers } from '../stand/payers.ts';
import { startPayments } from '../stand/payments-process.ts';
import { openPaymentsStand } from '../stand/payments-stand.ts';
import { audit, idsOf, settle } from '../stand/settle-payments.ts';

/** Number of process kills per database stop; the last kill includes one. */
const killsForEachStop = 10;
const payers = 12;
const misbehaving = { delay: 60, loseAnswer: 0.1, duplicate: 0.3, reorder: 0.3 };
const settleWithinMs = 60_000;

export const row: ChaosRow = {
  name: 'payments-crash',
  holds:
    'the payments process is killed at random moments and PostgreSQL stopped immediately, under load, with providers that misbehave: nothing acknowledged is lost, nothing is paid twice',
  unit: 'kills of the process, and a stop of the database for each ten',
  fullSize: 200,
  smallSize: 3,
  needs: 'a durable PostgreSQL and one process of payments; some 20 minutes at full size',
  async run({ size, seed, log, patience }) {
    const random = randomFractions(seed);
    const stand = await openPaymentsStand(seed, startDurableDatabase);
    const providers = Object.values(stand.providers);
    try {
      for (const { faults } of providers) Object.assign(faults, misbehaving);
      let payments = await startPayments(stand.env);
      const load = startPayers(stand, payers, random);
      // Otherwise a slow machine would kill it before there is anything to lose.
      await eventually(
        () => {
          if (load.acknowledged.payments.size === 0) throw new Error('no payment is acknowledged');
        },
        { withinMs: 60_000 },
      );
      let stops = 0;
      for (let kill = 1; kill <= size; kill++) {
        await wait(100 + random() * 1_400);
        const outage = providers[Math.floor(random() * providers.length)];
        if (outage !== undefined && random() < 0.2) outage.faults.outage = true;
        if (kill % killsForEachStop === 0 || kill === size) {
          stops += 1;
          await stand.database.crash();
          await wait(random() * 500);
        }
        await payments.end('SIGKILL');
        for (const { faults } of providers) faults.outage = false;
        payments = await startPayments(stand.env);
        if (kill % 10 === 0)
          log(`${kill} kills, ${stops} stops, ${load.acknowledged.payments.size} payments`);
      }
      await wait(1_000);
      await load.stop();
      for (const { faults } of providers) Object.assign(faults, wellBehaved);
      const left = await settle(stand, settleWithinMs * patience);
      await payments.end();
      const broken = await audit(stand, load.acknowledged);
      for (const line of broken) log(line);
      const paid = idsOf(stand, (order) => order.paidAt !== null).size;
      return {
        figure:
          `${size} kills, ${stops} stops of PostgreSQL: ${load.acknowledged.payments.size} payments acknowledged, ` +
          `${paid} paid, ${left} still waiting in the queue, ${broken.length} promises broken (0)`,
        passed: broken.length === 0 && load.acknowledged.payments.size > 0,
      };
    } finally {
      await stand.close();
    }
  },
};
