import { sql } from 'kysely';
import { currentContracts } from '../contract/find-contracts.ts';
import type { Db, RolloutRow } from '../database/database.ts';
import type { RolloutCause } from '../database/tables.ts';
import { lastRollout } from './find-rollout.ts';

/** Initiator of a rollout. */
export interface Publisher {
  readonly subject: string;
  /** Null for the platform's admin. */
  readonly agency: string | null;
}

export interface RolloutStart {
  readonly supergraph: string;
  readonly previous: string | null;
  readonly canaryPercent: number;
  readonly cause: RolloutCause;
  readonly by: RolloutStarter;
  readonly reason: string | null;
}

/** Who started a rollout; no subject where the registry rolls a canary back by itself. */
export type RolloutStarter = Omit<Publisher, 'subject'> & { readonly subject: string | null };

/** Serialises everything that starts a rollout; held until the transaction ends. */
export async function lockRollouts(trx: Db): Promise<RolloutRow | null> {
  await sql`SET LOCAL lock_timeout = '3s'`.execute(trx);
  await sql`SELECT pg_advisory_xact_lock(hashtext('rollout'))`.execute(trx);
  return lastRollout(trx);
}

/**
 * Starts a rollout; the caller holds the lock. The sequence number is the time in seconds, or the next free
 * one, so that a registry restored from a backup does not reuse numbers. It brings the contracts of now, also
 * where it is a rollback.
 */
export async function startRollout(
  trx: Db,
  head: RolloutRow | null,
  { supergraph, previous, canaryPercent, cause, by, reason }: RolloutStart,
  now: Date,
): Promise<RolloutRow> {
  const sequence = Math.max(Number(head?.sequence ?? 0) + 1, Math.floor(now.getTime() / 1_000));
  const contracts = (await currentContracts(trx)).map(({ number }) => number);
  return trx
    .insertInto('rollout')
    .values({
      sequence,
      supergraph,
      previous,
      canary_percent: canaryPercent,
      cause,
      subject: by.subject,
      agency: by.agency,
      reason,
      started_at: now,
      contracts,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Version of all gateways outside a canary. */
export function settledVersion(head: RolloutRow | null): string | null {
  if (head === null) return null;
  return head.canary_percent === 100 ? head.supergraph : head.previous;
}
