import { type Kysely, sql } from 'kysely';
import type { Mark } from './mark-file.ts';

/** The server that holds the database. */
export interface ServerIdentity {
  /** Null where the role may not read it. */
  readonly systemIdentifier: string | null;
  /** Differs in a database into which a dump was restored. */
  readonly databaseOid: string;
  readonly timeline: number;
}

/** What a database records about its own history. */
export interface Standing {
  readonly server: ServerIdentity;
  readonly epoch: {
    readonly number: number;
    readonly systemIdentifier: string | null;
    readonly databaseOid: string;
    readonly restoredTo: Date | null;
    /** Whether the service still has work to do before it serves. */
    readonly needsFollowUp: boolean;
  };
  /** The last mark, and the number of the first one; null if there is none. */
  readonly marks: {
    readonly first: number;
    readonly last: number;
    readonly lastAt: Date;
    readonly lastTimeline: number;
    readonly silentSeconds: number;
  } | null;
  /** Whether the database has the remembered mark. */
  readonly hasRemembered: boolean;
}

interface Row {
  readonly system: string | null;
  readonly oid: string;
  readonly timeline: number;
  readonly epoch: string;
  readonly epoch_system: string | null;
  readonly epoch_oid: string;
  readonly restored_to: Date | null;
  readonly needs_follow_up: boolean;
  readonly first: string | null;
  readonly last: string | null;
  readonly last_at: Date | null;
  readonly last_timeline: number | null;
  readonly silent: number | null;
  readonly remembered: boolean;
}

/** @returns null if the tables do not exist, because this version has not migrated the database yet */
export async function readStanding<Tables>(
  db: Kysely<Tables>,
  remembered: Mark | null,
): Promise<Standing | null> {
  const there = await sql`SELECT FROM pg_class WHERE oid = to_regclass('restore_guard.epoch')`.execute(db);
  if (there.rows.length === 0) return null;
  const { rows } = await sql<Row>`
    SELECT (SELECT system_identifier::text FROM pg_control_system()) AS system,
           (SELECT oid::text FROM pg_database WHERE datname = current_database()) AS oid, ${currentTimeline} AS timeline,
           latest.number AS epoch, latest.system_identifier AS epoch_system, latest.database_oid AS epoch_oid, restored_to,
           needs_follow_up AND NOT EXISTS (SELECT FROM restore_guard.followed_up WHERE epoch = latest.number) AS needs_follow_up,
           (SELECT min(number) FROM restore_guard.mark) AS first, last.number AS last, last.at AS last_at,
           last.timeline AS last_timeline, extract(epoch FROM now() - last.at)::float8 AS silent,
           EXISTS (SELECT FROM restore_guard.mark WHERE number = ${remembered?.number ?? null}::bigint
             AND token = ${remembered?.token ?? null}::uuid) AS remembered
      FROM (SELECT * FROM restore_guard.epoch ORDER BY number DESC LIMIT 1) AS latest
      LEFT JOIN (SELECT * FROM restore_guard.mark ORDER BY number DESC LIMIT 1) AS last ON true`.execute(db);
  const [row] = rows;
  return row === undefined ? null : standingOf(row);
}

/** The first part of a WAL file's name; the control file lags briefly after a promotion. */
export const currentTimeline = sql<number>`
  ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer`;

function standingOf(row: Row): Standing {
  const { first, last, last_at: lastAt, last_timeline: lastTimeline, silent } = row;
  const hasMarks = first !== null && last !== null && lastAt !== null && lastTimeline !== null;
  return {
    server: { systemIdentifier: row.system, databaseOid: row.oid, timeline: row.timeline },
    epoch: {
      number: Number(row.epoch),
      systemIdentifier: row.epoch_system,
      databaseOid: row.epoch_oid,
      restoredTo: row.restored_to,
      needsFollowUp: row.needs_follow_up,
    },
    marks: hasMarks
      ? { first: Number(first), last: Number(last), lastAt, lastTimeline, silentSeconds: silent ?? 0 }
      : null,
    hasRemembered: row.remembered,
  };
}
