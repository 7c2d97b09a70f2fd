import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError, repeat } from '@civic-graph/service';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { GateHolder } from './connection-gate.ts';
import { restoredDatabase } from './connection-gate.ts';
import { describeSign, judgeStanding } from './judge-standing.ts';
import { type Mark, readMark, writeMark } from './mark-file.ts';
import { currentTimeline, readStanding, type Standing } from './read-standing.ts';

/** The variable of every service with a database. */
export const restoreVariables = {
  DATABASE_MARKS: z.string().optional().meta({
    description:
      'Folder outside the database in which the service records the state of its database, to detect a restore. Replicas may share it.',
    defaultText: '`DATA_DIR/marks`; in a demo none',
  }),
};

/** @returns null in a demo without DATABASE_MARKS */
export function marksFolder(env: {
  readonly DATABASE_MARKS?: string | undefined;
  readonly DATA_DIR: string;
  readonly DEPLOYMENT: 'demo' | 'production';
}): string | null {
  if (env.DATABASE_MARKS !== undefined) return resolve(env.DATABASE_MARKS);
  return env.DEPLOYMENT === 'demo' ? null : resolve(env.DATA_DIR, 'marks');
}

/** Logs a problem of the guard. */
export function reportRestore(
  logger: Pick<Logger, 'error' | 'warn'>,
  problem: 'restored' | 'not-remembered',
  error?: unknown,
): void {
  if (problem === 'restored') {
    logger.error(
      { code: 'DATABASE_RESTORED' },
      'the database was restored while the service was running; every query is refused; run civic restore check',
    );
    return;
  }
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  logger.warn(
    { reason },
    'DATABASE_MARKS cannot be written; a restore may go undetected; check the folder and its rights',
  );
}

export interface RestoreGuardOptions<Tables> {
  /** The service's pool, which the guard closes when the database was restored. */
  readonly database: Kysely<Tables> & GateHolder;
  /** Name of the agency in variables and commands. */
  readonly agency: string;
  /** Folder outside the database; null disables the guard, as in a demo. */
  readonly folder: string | null;
  /** Called once if the database is restored while the service runs, and when a mark cannot be written. */
  readonly report: (problem: 'restored' | 'not-remembered', error?: unknown) => void;
  /** Interval of marks (in milliseconds). Default is 10000. */
  readonly everyMs?: number;
}

export interface RestoreGuard {
  /** The point to which the database was restored, if the service must still catch up. */
  readonly followUpSince: Date | null;
  /** Records that the service has caught up. */
  followedUp(): Promise<void>;
  stop(): Promise<void>;
}

const keptDays = 7;
/** Time (in milliseconds) to wait for the last mark when the service stops. */
const lastMarkMs = 1_000;
const pruneEveryMs = 3_600_000;

/**
 * Refuses a restored database until `civic restore finish` has run, both at the start and later (ADR 0071).
 *
 * @throws ConfigurationError with the code DATABASE_RESTORED
 */
export async function guardAgainstRestore<Tables>(
  options: RestoreGuardOptions<Tables>,
): Promise<RestoreGuard> {
  const { database, agency, folder, report, everyMs = 10_000 } = options;
  const remembered = folder === null ? null : await readMark(folder, agency);
  const standing = folder === null ? null : await readStanding(database, remembered);
  if (folder === null || standing === null) {
    return { followUpSince: null, followedUp: async () => {}, stop: async () => {} };
  }
  refuseRestored(standing, remembered, agency);
  let last = await addMark(database, null);
  let isRestored = false;
  let isForgetting = false;
  let prunedAt = Number.NEGATIVE_INFINITY;
  const isHere = async (client: pg.PoolClient, { number, token }: AddedMark) => {
    const { rows } = await client.query('SELECT FROM restore_guard.mark WHERE number = $1 AND token = $2', [
      number,
      token,
    ]);
    return rows.length > 0;
  };
  database.gate = {
    async admit(client) {
      if (last !== null && !(await isHere(client, last))) block();
      this.assertOpen();
    },
    assertOpen() {
      if (isRestored) throw restoredDatabase();
    },
  };
  await remember();
  const stopMarks = repeat({
    everyMilliseconds: everyMs,
    async work() {
      if (isRestored) return 0;
      const added = await addMark(database, last);
      if (added === null) block();
      else {
        last = added;
        await remember();
        await prune();
      }
      return 0;
    },
    // The services themselves report a database that is down.
    report: () => undefined,
  });
  return {
    followUpSince: standing.epoch.needsFollowUp ? (standing.epoch.restoredTo ?? new Date(0)) : null,
    async followedUp() {
      await sql`INSERT INTO restore_guard.followed_up (epoch) VALUES (${standing.epoch.number})
        ON CONFLICT DO NOTHING`.execute(database);
    },
    async stop() {
      await stopMarks();
      // Records the numbers issued until now; a database that is down must not delay the stop.
      await Promise.race([addLast().catch(() => undefined), sleep(lastMarkMs, undefined, { ref: false })]);
    },
  };

  async function addLast(): Promise<void> {
    if (isRestored) return;
    last = (await addMark(database, last)) ?? last;
    await remember();
  }

  function block(): void {
    if (!isRestored) report('restored');
    isRestored = true;
  }

  async function remember(): Promise<void> {
    if (last === null || folder === null || standing === null) return;
    const mark = { epoch: standing.epoch.number, ...last, sequences: await lastValues(database) };
    try {
      await writeMark(folder, agency, mark);
      isForgetting = false;
    } catch (error) {
      // Reported once, because the next attempt follows in seconds.
      if (!isForgetting) report('not-remembered', error);
      isForgetting = true;
    }
  }

  async function prune(): Promise<void> {
    if (performance.now() - prunedAt < pruneEveryMs) return;
    prunedAt = performance.now();
    await sql`DELETE FROM restore_guard.mark WHERE at < now() - make_interval(days => ${keptDays})`.execute(
      database,
    );
  }
}

function refuseRestored(standing: Standing, remembered: Mark | null, agency: string): void {
  const sign = judgeStanding(standing, remembered);
  if (sign === null) return;
  const name = agency.toUpperCase();
  throw new ConfigurationError(
    `DATABASE_RESTORED: the database of DATABASE_URL_${name} is not as this service left it: ${describeSign(sign)}; ` +
      `run: npx civic restore check ${agency} (docs/how-to/operate/restore.md)`,
  );
}

interface AddedMark extends Pick<Mark, 'number' | 'token' | 'at'> {}

/** @param after must still exist; null for the first mark. @returns null if it does not */
async function addMark<Tables>(db: Kysely<Tables>, after: AddedMark | null): Promise<AddedMark | null> {
  const { rows } = await sql<{ number: string; token: string; at: Date }>`
    INSERT INTO restore_guard.mark (timeline) SELECT ${currentTimeline}
     WHERE ${after === null} OR EXISTS (SELECT FROM restore_guard.mark
       WHERE number = ${after?.number ?? null}::bigint AND token = ${after?.token ?? null}::uuid)
    RETURNING number, token, at`.execute(db);
  const [row] = rows;
  return row === undefined
    ? null
    : { number: Number(row.number), token: row.token, at: row.at.toISOString() };
}

/** Last values of the service's sequences, so that a restore can continue above them. */
async function lastValues<Tables>(db: Kysely<Tables>): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; value: string }>`
    SELECT sequencename::text AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL`.execute(db);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
