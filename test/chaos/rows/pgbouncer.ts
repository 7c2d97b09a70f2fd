import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { randomFractions } from '@civic-graph/testing';
import type { ChaosRow } from '../row.ts';
import { startPayers } from '../stand/payers.ts';
import { startPayments } from '../stand/payments-process.ts';
import { openPaymentsStand } from '../stand/payments-stand.ts';
import { startPooledDatabase } from '../stand/pgbouncer.ts';
import { audit, settle } from '../stand/settle-payments.ts';

const payers = 12;
const settleWithinMs = 60_000;
/** Sessions of PgBouncer, the one for LISTEN, and those that migrate at the start. */
const mostSessions = 4 + 1 + 1;

export const row: ChaosRow = {
  name: 'pgbouncer',
  holds:
    'payments through PgBouncer in transaction mode: everything works with four sessions of PostgreSQL, and one for LISTEN',
  unit: 'seconds of payments',
  fullSize: 20,
  smallSize: 5,
  byNameOnly: true,
  needs: 'the Debian package pgbouncer; half a minute',
  async run({ size, seed, log, patience }) {
    const stand = await openPaymentsStand(seed, startPooledDatabase);
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-marks-'));
    const { pooled, direct } = stand.database;
    const env = {
      ...{ ...stand.env, DATABASE_MARKS: folder },
      ...{ DATABASE_URL_PAYMENTS: pooled, DATABASE_LISTEN_URL_PAYMENTS: direct },
      // Migrations take a lock for their whole session.
      DATABASE_OWNER_URL_PAYMENTS: direct,
    };
    try {
      const payments = await startPayments(env);
      const load = startPayers(stand, payers, randomFractions(seed));
      let sessions = 0;
      for (let second = 0; second < size; second += 1) {
        await wait(1_000);
        sessions = Math.max(sessions, await stand.database.sessions());
      }
      await load.stop();
      const left = await settle(stand, settleWithinMs * patience);
      await payments.end();
      const broken = await audit(stand, load.acknowledged);
      for (const line of broken) log(line);
      const acknowledged = load.acknowledged.payments.size;
      return {
        figure: `${acknowledged} payments acknowledged, ${left} still waiting, ${broken.length} promises broken (0), ${sessions} sessions (${mostSessions})`,
        passed: broken.length === 0 && acknowledged > 0 && sessions <= mostSessions,
      };
    } finally {
      await stand.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
