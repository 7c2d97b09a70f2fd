import { randomUUID } from 'node:crypto';
import type { AgencyDirectory } from '@civic-graph/agencies';
import type { AccessRecordRow } from '../access-log/find-records.ts';
import type { IdentityDatabase } from '../store/database.ts';
import { lockName } from '../store/lock-name.ts';
import { answerDueOn } from './deadline.ts';
import { plainText } from './plain-text.ts';
import type { AccessQuestionRow } from './tables.ts';

/** Maximum number of unanswered questions of one citizen, so that nobody floods the agencies. */
export const mostOpenQuestions = 5;

export type AskOutcome =
  | { readonly kind: 'asked'; readonly question: AccessQuestionRow }
  | { readonly kind: 'not-valid' | 'not-concerned' | 'asked-before' | 'too-many-open' };

/** Agencies that answer for an access: of the official who read, then the owners of the fields. */
export function agenciesConcerned(
  { official_agency, fields }: Pick<AccessRecordRow, 'official_agency' | 'fields'>,
  directory: AgencyDirectory,
): string[] {
  const owners = directory.agenciesOf(Object.keys(fields));
  return [...new Set([...(official_agency === null ? [] : [official_agency]), ...owners])];
}

/** Asks an agency about an access. @param record one of the citizen's own records */
export async function askAboutAccess(
  { database, directory }: { readonly database: IdentityDatabase; readonly directory: AgencyDirectory },
  {
    record,
    subject,
    agency,
    text,
  }: {
    readonly record: AccessRecordRow;
    readonly subject: string;
    readonly agency: string;
    readonly text: string;
  },
  now: Date,
): Promise<AskOutcome> {
  const question = plainText(text);
  if (question === null) return { kind: 'not-valid' };
  if (record.subject !== subject || !agenciesConcerned(record, directory).includes(agency)) {
    return { kind: 'not-concerned' };
  }
  return database.transaction().execute(async (transaction): Promise<AskOutcome> => {
    // Two questions at once must not both be the last one allowed.
    await lockName(transaction, 'citizen questions', subject);
    const own = transaction.selectFrom('access_question').selectAll().where('subject', '=', subject);
    const before = await own.where('record', '=', record.hash).where('agency', '=', agency).execute();
    if (before.length > 0) return { kind: 'asked-before' };
    const open = await own.where('answer', 'is', null).limit(mostOpenQuestions).execute();
    if (open.length >= mostOpenQuestions) return { kind: 'too-many-open' };
    const row = await transaction
      .insertInto('access_question')
      .values({
        id: randomUUID(),
        record: record.hash,
        subject,
        agency,
        question,
        asked_at: now,
        due_on: answerDueOn(now),
        answer: null,
        answered_at: null,
        answered_by: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return { kind: 'asked', question: row };
  });
}
