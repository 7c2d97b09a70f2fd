import { PublicError } from '@civic-graph/errors';
import { connectionFromArray } from '@civic-graph/subgraph-kit';
import type { PairwiseIds } from '@civic-graph/tokens';
import type { Db } from '../database/database.ts';
import { once } from '../idempotency/once.ts';
import { issueNotices as issue } from '../notice/bulk/issue-notices.ts';
import {
  type BulkFormat,
  type RawRow,
  readRows,
  TooManyRows,
  UnreadableRows,
} from '../notice/bulk/read-rows.ts';
import { unitNumberOf } from '../notice/issue-notice.ts';
import type { PaymentsContext } from './context.ts';
import type { IssuedRowResolvers, MutationResolvers, NoticesIssuedResolvers } from './resolver-types.ts';

/** Maximum that one transaction issues before the gateway's deadline; a command issues more. */
const maximumRows = 1_000;

export function issueNotices(
  db: Db,
  clock: () => Date,
  pairwiseIds: PairwiseIds,
): NonNullable<MutationResolvers<PaymentsContext>['issueNotices']> {
  return async (_root, { input }, { principal }) => {
    if (principal.kind !== 'operator') throw new PublicError('FORBIDDEN', 'only an agency can issue notices');
    const { agency } = principal;
    const { idempotencyKey: key, ...body } = input;
    const now = clock();
    let rows: RawRow[];
    try {
      rows = readRows(input.format.toLowerCase() as BulkFormat, input.content, maximumRows);
    } catch (error) {
      if (error instanceof UnreadableRows) {
        return { __typename: 'NoticesUnreadable', message: `The list cannot be read: ${error.message}.` };
      }
      throw error instanceof TooManyRows ? wrongCount() : error;
    }
    if (rows.length < 1) throw wrongCount();
    const request = { mutation: 'issueNotices', agency, body };
    const report = await once(db, { by: principal, key, request, now }, async (trx) =>
      issue(trx, await unitNumberOf(trx, agency), { agency, now, pairwiseIds }, rows),
    );
    return { __typename: 'NoticesIssued', ...report };
  };
}

function wrongCount(): PublicError {
  return new PublicError('BAD_USER_INPUT', `content: 1 to ${maximumRows} rows`);
}

export const NoticesIssued: NoticesIssuedResolvers<PaymentsContext> = {
  issuedCount: ({ issued }) => issued.length,
  badCount: ({ bad }) => bad.length,
  issued: ({ issued }, args) => connectionFromArray(issued, args),
  bad: ({ bad }, args) => connectionFromArray(bad, args),
};

export const IssuedRow: IssuedRowResolvers<PaymentsContext> = {
  notice: (row, _args, { loaders }) => loaders.notice.load(row.code),
  issuedBefore: (row) => row.before,
};
