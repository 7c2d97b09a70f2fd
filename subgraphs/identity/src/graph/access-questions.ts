import type { AgencyDirectory } from '@civic-graph/agencies';
import { PublicError } from '@civic-graph/errors';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import { recordsByHash } from '../access-log/find-records.ts';
import { answerQuestion } from '../access-questions/answer.ts';
import { positionOf, questionsOfAgency } from '../access-questions/find-questions.ts';
import { maxTextLength } from '../access-questions/plain-text.ts';
import type { AccessQuestionRow } from '../access-questions/tables.ts';
import type { IdentityDatabase } from '../store/database.ts';
import type { IdentityContext } from './context.ts';
import type { AccessQuestionModel } from './mappers.ts';
import type { AccessQuestionResolvers, AgencyResolvers, MutationResolvers } from './resolver-types.ts';

interface AccessQuestionFields {
  readonly agency: Pick<AgencyResolvers<IdentityContext>, 'accessQuestions'>;
  readonly mutation: Pick<MutationResolvers<IdentityContext>, 'answerAccessQuestion'>;
}

/** Questions of citizens, for the officials of the agency that was asked. */
export function accessQuestions(database: IdentityDatabase, clock: () => Date): AccessQuestionFields {
  return {
    agency: {
      async accessQuestions({ id: agency }, { answered, ...args }, { loaders: { directory } }) {
        const page = parseConnectionArguments(args);
        const rows = await questionsOfAgency(database, { agency, answered }, page);
        return connectionFromPage(await withAccess(database, directory, rows), page, positionOf);
      },
    },
    mutation: {
      async answerAccessQuestion(_root, { input: { question: id, answer } }, { principal, loaders }) {
        if (principal.kind !== 'operator')
          throw new PublicError('FORBIDDEN', 'only an official of the agency can answer');
        const { agency, subject: by } = principal;
        const outcome = await answerQuestion(database, { id, agency, text: answer, by }, clock());
        switch (outcome.kind) {
          case 'answered': {
            const [question] = await withAccess(database, loaders.directory, [outcome.question]);
            if (question === undefined) throw new Error('a question without its access record');
            return { __typename: 'AccessQuestionAnswered', question };
          }
          case 'not-found':
            return {
              __typename: 'AccessQuestionNotFound',
              message: 'There is no such question to your agency; `agency { accessQuestions }` lists them.',
            };
          case 'answered-before':
            return {
              __typename: 'AccessQuestionAlreadyAnswered',
              message: 'Your agency has answered this question; the citizen has that answer.',
            };
          case 'not-valid':
            return {
              __typename: 'AnswerMissing',
              message: `Write an answer of 1 to ${maxTextLength} characters.`,
            };
        }
      },
    },
  };
}

/** Adds the access records, as the agency may see them; one query for all. */
async function withAccess(
  database: IdentityDatabase,
  directory: AgencyDirectory,
  questions: readonly AccessQuestionRow[],
): Promise<AccessQuestionModel[]> {
  const records = await recordsByHash(
    database,
    questions.map(({ record }) => record),
  );
  const byHash = new Map(records.map((record) => [record.hash, record]));
  return questions.flatMap((question) => {
    const record = byHash.get(question.record);
    if (record === undefined) return [];
    const isOwnOfficial = record.official_agency === question.agency;
    const subgraphs = isOwnOfficial ? Object.keys(record.fields) : directory.subgraphsOf(question.agency);
    const owned = subgraphs.flatMap((subgraph) => record.fields[subgraph] ?? []);
    return [{ ...question, access: { ...record, owned } }];
  });
}

export const accessQuestionResolvers: AccessQuestionResolvers<IdentityContext> = {
  text: ({ question }) => question,
  askedAt: ({ asked_at }) => asked_at.toISOString(),
  answerDueOn: ({ due_on }) => due_on,
  answeredAt: ({ answered_at }) => answered_at?.toISOString() ?? null,
};
