import { PublicError } from '@civic-graph/errors';
import type { PairwiseIds } from '@civic-graph/tokens';
import type { Db } from '../database/database.ts';
import { once } from '../idempotency/once.ts';
import { issueNotice as issue } from '../notice/issue-notice.ts';
import { parseNoticeOrder } from '../notice/parse-order.ts';
import type { PaymentsContext } from './context.ts';
import type { MutationResolvers } from './resolver-types.ts';

export function issueNotice(
  db: Db,
  clock: () => Date,
  pairwiseIds: PairwiseIds,
): NonNullable<MutationResolvers<PaymentsContext>['issueNotice']> {
  return async (_root, { input }, { principal, loaders }) => {
    if (principal.kind !== 'operator') throw new PublicError('FORBIDDEN', 'only an agency can issue notices');
    const { agency } = principal;
    const now = clock();
    const order = parseNoticeOrder(input, { agency, now, pairwiseIds });
    const { idempotencyKey: key, ...body } = input;
    const request = { mutation: 'issueNotice', agency, body };
    const answer = await once(db, { by: principal, key, request, now }, (trx) => issue(trx, order));
    if (answer.kind === 'issued') {
      return { __typename: 'NoticeIssued', notice: await loaders.notice.load(answer.code) };
    }
    return {
      __typename: 'RevenueCodeUnknown',
      message: 'Money cannot be collected under this code; use one of the lowest level of the catalogue.',
      code: answer.code,
    };
  };
}
