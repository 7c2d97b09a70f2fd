import { PublicError } from '@civic-graph/errors';
import type { Db } from '../database/database.ts';
import { once } from '../idempotency/once.ts';
import { isNoticeCode } from '../notice/code.ts';
import { parseText } from '../notice/parse-order.ts';
import { type EndNoticeOrder, endNotice as end } from '../payment/end-notice.ts';
import type { PaymentsContext } from './context.ts';
import { noticeProblem } from './notice-problem.ts';
import type { MutationResolvers } from './resolver-types.ts';

/** Withdraws a notice, or writes it off. */
export function endNotice(
  event: EndNoticeOrder['event'],
  db: Db,
  clock: () => Date,
): NonNullable<MutationResolvers<PaymentsContext>['withdrawNotice']> {
  return async (_root, { input }, { principal, loaders }) => {
    if (principal.kind !== 'operator')
      throw new PublicError('FORBIDDEN', 'only an agency can end its notices');
    const { agency, subject: actor } = principal;
    const { noticeCode, idempotencyKey: key } = input;
    const reason = parseText(input.reason, 'reason');
    const now = clock();
    const request = { mutation: event, agency, actor, noticeCode, reason };
    const ended = await once(db, { by: principal, key, request, now }, (trx) =>
      isNoticeCode(noticeCode)
        ? end(trx, { agency, noticeCode, event, actor, reason, now })
        : Promise.resolve({ kind: 'not-found' as const }),
    );
    return ended.kind === 'ended'
      ? { __typename: 'NoticeEnded', notice: await loaders.notice.load(noticeCode) }
      : noticeProblem(ended.kind, noticeCode, loaders);
  };
}
