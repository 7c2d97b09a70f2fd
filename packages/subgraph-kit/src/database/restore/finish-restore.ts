import { type Kysely, sql, type Transaction } from 'kysely';
import type { Mark } from './mark-file.ts';
import { readStanding } from './read-standing.ts';

/** A sequence that continues above every number that may have been issued. */
export interface JumpedSequence {
  readonly sequence: string;
  readonly from: string;
  readonly to: string;
}

export interface FinishedRestore {
  readonly epoch: number;
  readonly restoredTo: Date | null;
  readonly jumped: readonly JumpedSequence[];
}

export interface FinishOrder<Tables> {
  /** The mark outside the database, if it is available. */
  readonly remembered: Mark | null;
  /** Whether the service has work to do before it serves. */
  readonly needsFollowUp: boolean;
  /** Whether the last mark may be later than the backup. Default is false. */
  readonly isUnnoticed?: boolean;
  /** For the record. */
  readonly report: unknown;
  readonly now: Date;
  /** Further changes, in the same transaction. */
  readonly alongside?: (transaction: Transaction<Tables>) => Promise<void>;
}

/** Numbers that may have been issued after the last mark. */
const gap = { bigint: 1_000_000n, integer: 10_000n, smallint: 0n } as const;

/**
 * Ends a restore: sequences jump ahead, and a new epoch begins, so that the services accept the database.
 * Runs as the owner.
 */
export async function finishRestore<Tables>(
  owner: Kysely<Tables>,
  { remembered, needsFollowUp, isUnnoticed = false, report, now, alongside }: FinishOrder<Tables>,
): Promise<FinishedRestore> {
  return owner.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('restore_guard'))`.execute(trx);
    const standing = await readStanding(trx, remembered);
    if (standing === null)
      throw new RangeError('the tables of this version are missing; run civic migrate first');
    await alongside?.(trx);
    const jumped = await jumpSequences(trx, remembered);
    // Numbered by time, so that an epoch that the restore has lost is not reused.
    const epoch =
      Math.max(standing.epoch.number, remembered?.epoch ?? 0, Math.floor(now.getTime() / 1_000)) + 1;
    const restoredTo = isUnnoticed ? null : (standing.marks?.lastAt ?? null);
    await sql`
      INSERT INTO restore_guard.epoch
        (number, began_at, system_identifier, database_oid, restored_to, needs_follow_up, report)
      VALUES (${epoch}, ${now}, ${standing.server.systemIdentifier}, ${standing.server.databaseOid}, ${restoredTo},
        ${needsFollowUp}, ${JSON.stringify({ jumped, ...(report as object) })})`.execute(trx);
    // Old marks name the timeline before the restore; a service would take it for a promotion.
    await sql`DELETE FROM restore_guard.mark`.execute(trx);
    return { epoch, restoredTo, jumped };
  });
}

/** Drops the work that a finished restore left to the service's next start. Runs as the owner. */
export async function dropFollowUp<Tables>(owner: Kysely<Tables>): Promise<void> {
  await sql`INSERT INTO restore_guard.followed_up (epoch) SELECT max(number) FROM restore_guard.epoch
    ON CONFLICT DO NOTHING`.execute(owner);
}

async function jumpSequences<Tables>(
  trx: Transaction<Tables>,
  remembered: Mark | null,
): Promise<JumpedSequence[]> {
  const { rows } = await sql<{ name: string; type: keyof typeof gap; last: string | null; max: string }>`
    SELECT sequencename::text AS name, data_type::text AS type, last_value::text AS last, max_value::text AS max
      FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`.execute(trx);
  const jumped: JumpedSequence[] = [];
  for (const { name, type, last, max } of rows) {
    const seen = remembered?.sequences[name];
    if (last === null && seen === undefined) continue;
    const from = [BigInt(last ?? 0), BigInt(seen ?? 0)].reduce((a, b) => (a > b ? a : b));
    const to = from + gap[type];
    if (to >= BigInt(max)) throw new RangeError(`the sequence ${name} has no room above ${from}`);
    await sql`SELECT setval(${`public.${name}`}::regclass, ${String(to)}::bigint)`.execute(trx);
    jumped.push({ sequence: name, from: String(last ?? 0), to: String(to) });
  }
  return jumped;
}
