import { type CursorPosition, type PageRequest, timePosition } from '@civic-graph/subgraph-kit';
import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';
import type { AccessQuestionRow } from './tables.ts';

/** Maximum number of a citizen's questions that are read, the newest. */
export const mostQuestions = 200;

/** A citizen's own questions, newest first. @param records only about these access records */
export async function questionsOfSubject(
  database: IdentityDatabase,
  subject: string,
  records?: readonly string[],
): Promise<AccessQuestionRow[]> {
  if (records?.length === 0) return [];
  let query = database.selectFrom('access_question').selectAll().where('subject', '=', subject);
  if (records !== undefined) query = query.where('record', 'in', records);
  return query.orderBy('asked_at', 'desc').orderBy('id', 'desc').limit(mostQuestions).execute();
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
  if (after !== null) {
    const { time, id } = timePosition(after, /^[\w-]+$/);
    query = query.where(sql<boolean>`(asked_at, id) > (${time}, ${id})`);
  }
  return query
    .orderBy('asked_at')
    .orderBy('id')
    .limit(first + 1)
    .execute();
}

export function positionOf({ asked_at, id }: AccessQuestionRow): CursorPosition {
  return [asked_at.toISOString(), id];
}
