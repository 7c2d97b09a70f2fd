import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@civic-graph/demo/database-server';
import { randomFractions } from '@civic-graph/testing';
import { startNode } from '../../node-process.ts';
import type { ChaosRow } from '../row.ts';
import { startDurableDatabase } from '../stand/durable-database.ts';
import { startPayers } from '../stand/payers.ts';
import { startPayments } from '../stand/payments-process.ts';
import { openPaymentsStand } from '../stand/payments-stand.ts';
import { buildPreviousVersion } from '../stand/previous-version.ts';
import { audit, settle } from '../stand/settle-payments.ts';

const payers = 4;
const settleWithinMs = 60_000;
/** Keys of the payers of the next version. */
const apart = 1_000_000;

export const row: ChaosRow = {
  name: 'upgrade',
  holds:
    'the version from before the last new table keeps taking payments while this one migrates the database and takes payments beside it: no call fails for good, nothing acknowledged is lost, the ledger agrees',
  unit: 'seconds of payments before, beside and after',
  fullSize: 15,
  smallSize: 3,
  byNameOnly: true,
  needs: 'a clone with its history; a minute',
  async run({ size, seed, log, patience }) {
    const previous = await buildPreviousVersion('payments');
    const stand = await openPaymentsStand(seed, startDurableDatabase);
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-marks-'));
    const random = randomFractions(seed);
    const port = await freePort();
    const next = { ...stand, url: `http://127.0.0.1:${port}/graphql` };
    const nextEnv = { ...stand.env, PORT: String(port), DATABASE_MARKS: folder };
    try {
      const old = previous.start('payments', stand.env);
      await old.ready(stand.url);
      const before = startPayers(stand, payers, random);
      await wait(size * 1_000);
      const alone = before.acknowledged.payments.size;
      log(`${previous.commit} has taken ${alone} payments`);
      // It migrates at its start, as `civic migrate` does.
      const now = await startPayments(nextEnv);
      const after = startPayers(next, payers, random, apart);
      await wait(size * 1_000);
      const beside = before.acknowledged.payments.size - alone;
      log(`${beside} more beside this version, which has taken ${after.acknowledged.payments.size}`);
      await before.stop();
      await old.end();
      await wait(size * 1_000);
      await after.stop();
      const left = await settle(stand, settleWithinMs * patience);
      await now.end();
      const acknowledged = {
        notices: new Set([...before.acknowledged.notices, ...after.acknowledged.notices]),
        payments: new Set([...before.acknowledged.payments, ...after.acknowledged.payments]),
      };
      const broken = await audit(stand, acknowledged);
      for (const line of broken) log(line);
      const ledger = startNode('bundle/civic.js', nextEnv, { args: ['ledger', 'verify'] });
      const isExact = (await ledger.exited) === 0;
      if (!isExact) log(ledger.output);
      return {
        figure:
          `${alone} payments by ${previous.commit}, then ${beside} beside this version, ${after.acknowledged.payments.size} by this one; ` +
          `${left} still waiting, ${broken.length} promises broken (0), ledger ${isExact ? 'exact' : 'WRONG'}`,
        passed:
          broken.length === 0 && isExact && alone > 0 && beside > 0 && after.acknowledged.payments.size > 0,
      };
    } finally {
      await stand.close();
      await previous.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
