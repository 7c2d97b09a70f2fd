import { PublicError } from '@civic-graph/errors';
import type { CursorPosition, PageRequest } from '@civic-graph/subgraph-kit';
import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';
import type { AccessQuestionRow } from './tables.ts';

/** Maximum number of questions on a citizen's page. */
const mostListed = 200;

/** A citizen's own questions, newest first. @param records only about these access records */
export async function questionsOfSubject(
  database: IdentityDatabase,
  subject: string,
  records?: readonly string[],
): Promise<AccessQuestionRow[]> {
  if (records?.length === 0) return [];
  let query = database.selectFrom('access_question').selectAll().where('subject', '=', subject);
  if (records !== undefined) query = query.where('record', 'in', records);
  return query.orderBy('asked_at', 'desc').orderBy('id', 'desc').limit(mostListed).execute();
}

/** Questions to an agency, oldest first; one extra row shows whether there is another page. */
export async function questionsOfAgency(
  database: IdentityDatabase,
  { agency, answered }: { readonly agency: string; readonly answered: boolean | null | undefined },
  { first, after }: PageRequest,
): Promise<AccessQuestionRow[]> {
  let query = database.selectFrom('access_question').selectAll().where('agency', '=', agency);
  if (answered === true) query = query.where('answer', 'is not', null);
  if (answered === false) query = query.where('answer', 'is', null);
  if (after !== null) query = query.where(isAfter(after));
  return query
    .orderBy('asked_at')
    .orderBy('id')
    .limit(first + 1)
    .execute();
}

export function positionOf({ asked_at, id }: AccessQuestionRow): CursorPosition {
  return [asked_at.toISOString(), id];
}

/** Of years that PostgreSQL can store. */
const isoTime = /^\d{4}-\d\d-\d\dT/;

/** Clients can forge a cursor. @throws PublicError BAD_USER_INPUT */
function isAfter([time, id]: CursorPosition) {
  if (
    typeof time !== 'string' ||
    typeof id !== 'string' ||
    !isoTime.test(time) ||
    Number.isNaN(Date.parse(time)) ||
    id.includes('\0')
  ) {
    throw new PublicError('BAD_USER_INPUT', 'after: not a cursor of this list');
  }
  return sql<boolean>`(asked_at, id) > (${new Date(time)}, ${id})`;
}
