import { type CursorPosition, type PageRequest, timePosition } from '@civic-graph/subgraph-kit';
import { type Selectable, sql } from 'kysely';
import type { IdentityDatabase, IdentityTables } from '../store/database.ts';

export type AccessRecordRow = Selectable<IdentityTables['access_record']>;

/** Selects records that any of these has read or owns. */
export interface RecordParties {
  readonly apps: readonly string[];
  /** Agencies whose officials have read. */
  readonly agencies: readonly string[];
  /** Subgraphs whose fields were read. */
  readonly subgraphs: readonly string[];
}

/** Newest first; one extra row shows whether there is another page. */
export async function recordsOfSubject(
  database: IdentityDatabase,
  subject: string,
  { first, after }: PageRequest,
  parties: RecordParties | null = null,
): Promise<AccessRecordRow[]> {
  return database
    .selectFrom('access_record')
    .selectAll()
    .where('subject', '=', subject)
    .where(isAfter(after))
    .where(isBy(parties))
    .orderBy('time', 'desc')
    .orderBy('hash', 'desc')
    .limit(first + 1)
    .execute();
}

/** One of a person's own records. */
export async function recordOfSubject(
  database: IdentityDatabase,
  subject: string,
  hash: string,
): Promise<AccessRecordRow | undefined> {
  // PostgreSQL rejects comparison with a text that contains NUL.
  if (hash.includes('\0')) return undefined;
  return database
    .selectFrom('access_record')
    .selectAll()
    .where('subject', '=', subject)
    .where('hash', '=', hash)
    .executeTakeFirst();
}

export async function recordsByHash(
  database: IdentityDatabase,
  hashes: readonly string[],
): Promise<AccessRecordRow[]> {
  if (hashes.length === 0) return [];
  return database.selectFrom('access_record').selectAll().where('hash', 'in', hashes).execute();
}

function isBy(parties: RecordParties | null) {
  if (parties === null) return sql<boolean>`true`;
  const { apps, agencies, subgraphs } = parties;
  return sql<boolean>`(app = any (${apps}::text[]) or official_agency = any (${agencies}::text[])
    or jsonb_exists_any(fields, ${subgraphs}::text[]))`;
}

/** Reads of all people's fields that any of the subgraphs owns, by one index scan for each subgraph. */
export async function recordsOfOwners(
  database: IdentityDatabase,
  subgraphs: readonly string[],
  page: PageRequest,
): Promise<AccessRecordRow[]> {
  return (await newestOfOwners(subgraphs, page).execute(database)).rows;
}

export function newestOfOwners(subgraphs: readonly string[], { first, after }: PageRequest) {
  const newest = sql`order by time desc, hash desc limit ${first + 1}`;
  return sql<AccessRecordRow>`
    with newest as (
      select distinct time, hash
      from unnest(${subgraphs}::text[]) as owner
      cross join lateral (
        select time, hash from access_record_owner where subgraph = owner and ${isAfter(after)} ${newest}
      ) as of_owner
      ${newest}
    )
    select access_record.* from newest join access_record using (hash)
    order by newest.time desc, newest.hash desc`;
}

export function positionOf({ time, hash }: AccessRecordRow): CursorPosition {
  return [time.toISOString(), hash];
}

function isAfter(after: CursorPosition | null) {
  if (after === null) return sql<boolean>`true`;
  const { time, id } = timePosition(after, /^[\w-]+$/);
  return sql<boolean>`(time, hash) < (${time}, ${id})`;
}
