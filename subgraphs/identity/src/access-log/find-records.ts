import { PublicError } from '@civic-graph/errors';
import type { CursorPosition, PageRequest } from '@civic-graph/subgraph-kit';
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { IdentityDatabase, IdentityTables } from '../store/database.ts';

export type AccessRecordRow = Selectable<IdentityTables['access_record']>;

/** Newest first; one extra row shows whether there is another page. */
export async function recordsOfSubject(
  database: IdentityDatabase,
  subject: string,
  page: PageRequest,
): Promise<AccessRecordRow[]> {
  return pageOf(database.selectFrom('access_record').selectAll().where('subject', '=', subject), page);
}

/** Reads of all people's fields that the subgraph owns. */
export async function recordsOfOwner(
  database: IdentityDatabase,
  subgraph: string,
  page: PageRequest,
): Promise<AccessRecordRow[]> {
  const owned = sql<boolean>`jsonb_exists(fields, ${subgraph})`;
  return pageOf(database.selectFrom('access_record').selectAll().where(owned), page);
}

export interface AccessCount {
  readonly app: string | null;
  readonly subgraph: string;
  readonly records: string;
  readonly people: string;
}

/** Longest period to count: every record of it is read, and a million take six seconds. */
const longestSpanMs = 31 * 24 * 3_600_000;

/**
 * Counts each app's reads and people per subgraph, without naming people.
 *
 * @throws PublicError BAD_USER_INPUT for an empty or too long period
 */
export async function countAccess(
  database: IdentityDatabase,
  from: Date,
  until: Date,
): Promise<readonly AccessCount[]> {
  const span = until.getTime() - from.getTime();
  if (span <= 0 || span > longestSpanMs)
    throw new PublicError('BAD_USER_INPUT', 'until: later than from, by 31 days at most');
  const { rows } = await sql<AccessCount>`
    select app, subgraph, count(*) as records, count(distinct subject) as people
    from access_record, jsonb_object_keys(fields) as subgraph
    where time >= ${from} and time < ${until}
    group by app, subgraph
    order by app nulls last, subgraph`.execute(database);
  return rows;
}

export function positionOf({ time, hash }: AccessRecordRow): CursorPosition {
  return [time.toISOString(), hash];
}

async function pageOf<Query extends SelectQueryBuilder<IdentityTables, 'access_record', AccessRecordRow>>(
  query: Query,
  { first, after }: PageRequest,
): Promise<AccessRecordRow[]> {
  const ordered = query
    .orderBy('time', 'desc')
    .orderBy('hash', 'desc')
    .limit(first + 1);
  if (after === null) return ordered.execute();
  const [time, hash] = after;
  // Clients can forge a cursor.
  if (
    typeof time !== 'string' ||
    typeof hash !== 'string' ||
    Number.isNaN(Date.parse(time)) ||
    hash.includes('\0')
  ) {
    throw new PublicError('BAD_USER_INPUT', 'after: not a cursor of this list');
  }
  return ordered.where(sql<boolean>`(time, hash) < (${new Date(time)}, ${hash})`).execute();
}
