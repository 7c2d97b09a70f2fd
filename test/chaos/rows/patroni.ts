import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually, randomFractions } from '@civic-graph/testing';
import { startNode } from '../../node-process.ts';
import type { ChaosRow } from '../row.ts';
import { startPatroniCluster } from '../stand/patroni-cluster.ts';
import { startPayers } from '../stand/payers.ts';
import { startPayments } from '../stand/payments-process.ts';
import { openPaymentsStand } from '../stand/payments-stand.ts';
import { audit, idsOf, settle } from '../stand/settle-payments.ts';

const payers = 6;
/** Twice the lease of the leader in etcd, and the first checks of HAProxy. */
const backWithinMs = 60_000;
const settleWithinMs = 60_000;

export const row: ChaosRow = {
  name: 'patroni',
  holds:
    "PostgreSQL's leader is killed while payments are made: nothing acknowledged is lost, the service recovers by itself within 60 s, and accepts the new leader as the same database",
  unit: 'seconds of payments before and after the kill',
  fullSize: 20,
  smallSize: 5,
  byNameOnly: true,
  runsAlone: true,
  needs: 'Debian packages postgresql, patroni, etcd-server, python3-etcd and haproxy; two minutes',
  async run({ size, seed, log, patience }) {
    const stand = await openPaymentsStand(seed, startPatroniCluster);
    const folder = await mkdtemp(join(tmpdir(), 'civic-graph-marks-'));
    // The guard against restores is on: a failover that loses nothing must pass it.
    const env = { ...stand.env, DATABASE_MARKS: folder };
    try {
      const payments = await startPayments(env);
      const load = startPayers(stand, payers, randomFractions(seed));
      await wait(size * 1_000);
      const before = load.acknowledged.payments.size;
      const killed = await stand.database.killLeader();
      const since = performance.now();
      log(`killed ${killed} after ${before} payments`);
      await eventually(
        () => {
          if (load.acknowledged.payments.size <= before + payers)
            throw new Error('no payment since the kill');
        },
        { withinMs: backWithinMs * patience },
      );
      const gapMs = performance.now() - since;
      log(`${await stand.database.leader()} leads; payments again after ${(gapMs / 1_000).toFixed(1)} s`);
      await wait(size * 1_000);
      await load.stop();
      const left = await settle(stand, settleWithinMs * patience);
      await payments.end();
      const again = await startPayments(env);
      await again.end();
      const broken = await audit(stand, load.acknowledged);
      for (const line of broken) log(line);
      const ledger = startNode('bundle/civic.js', env, { args: ['ledger', 'verify'] });
      const isExact = (await ledger.exited) === 0;
      if (!isExact) log(ledger.output);
      const { notices, payments: acknowledged } = load.acknowledged;
      return {
        figure:
          `${acknowledged.size} payments and ${notices.size} notices acknowledged, ${idsOf(stand, ({ paidAt }) => paidAt !== null).size} paid, ` +
          `${left} still waiting in the queue: ${broken.length} promises broken (0), ledger ${isExact ? 'exact' : 'WRONG'}, ` +
          `no payment for ${(gapMs / 1_000).toFixed(1)} s (${(backWithinMs * patience) / 1_000})`,
        passed: broken.length === 0 && isExact && gapMs <= backWithinMs * patience,
      };
    } finally {
      await stand.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};
