import type { IdentityDatabase } from '../store/database.ts';
import { plainText } from './plain-text.ts';
import type { AccessQuestionRow } from './tables.ts';

export type AnswerOutcome =
  | { readonly kind: 'answered'; readonly question: AccessQuestionRow }
  | { readonly kind: 'not-valid' | 'not-found' | 'answered-before' };

/** Answers a question to the official's own agency, once: the citizen may already have read an answer. */
export async function answerQuestion(
  database: IdentityDatabase,
  {
    id,
    agency,
    text,
    by,
  }: {
    readonly id: string;
    readonly agency: string;
    readonly text: string;
    /** The official's subject. */
    readonly by: string;
  },
  now: Date,
): Promise<AnswerOutcome> {
  const answer = plainText(text);
  if (answer === null) return { kind: 'not-valid' };
  // PostgreSQL rejects comparison with a text that contains NUL.
  if (id.includes('\0')) return { kind: 'not-found' };
  const question = await database
    .updateTable('access_question')
    .set({ answer, answered_at: now, answered_by: by })
    .where('id', '=', id)
    .where('agency', '=', agency)
    .where('answer', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (question !== undefined) return { kind: 'answered', question };
  const earlier = await database
    .selectFrom('access_question')
    .select('id')
    .where('id', '=', id)
    .where('agency', '=', agency)
    .executeTakeFirst();
  return { kind: earlier === undefined ? 'not-found' : 'answered-before' };
}
