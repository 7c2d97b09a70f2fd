import { PublicError } from '@civic-graph/errors';
import { isUuid } from '../database/lists.ts';
import { once } from '../idempotency/once.ts';
import { parsePositiveAmount } from '../money/minor-units.ts';
import { isNoticeCode } from '../notice/code.ts';
import { parseText } from '../notice/parse-order.ts';
import { decideRefund as decide } from '../refund/decide-refund.ts';
import { requestRefund as request } from '../refund/request-refund.ts';
import { type RefundDependencies, submitRefund } from '../refund/submit-refund.ts';
import type { PaymentsContext } from './context.ts';
import { enumValue } from './enum-value.ts';
import { money } from './money.ts';
import type {
  MutationResolvers,
  QueryResolvers,
  RefundEventResolvers,
  RefundResolvers,
} from './resolver-types.ts';
import { ownRefund } from './resources.ts';

const problems = {
  'not-found': { __typename: 'RefundNotFound', message: 'Your agency has no such refund.' },
  'own-request': {
    __typename: 'SecondPersonNeeded',
    message: 'The requester of a refund cannot approve it; another treasurer of the agency can.',
  },
} as const;

export const refund: NonNullable<QueryResolvers<PaymentsContext>['refund']> = async (
  _root,
  { id },
  { loaders, principal },
) => (isUuid(id) ? ownRefund(await loaders.refund.load(id), principal) : null);

/** Records the refund once per idempotency key, then has the provider pay it unless it needs approval. */
export function requestRefund(
  dependencies: RefundDependencies,
): NonNullable<MutationResolvers<PaymentsContext>['requestRefund']> {
  const { db, clock } = dependencies;
  return async (_root, { input }, { principal, loaders }) => {
    if (principal.kind !== 'operator') throw new PublicError('FORBIDDEN', 'only an agency can refund');
    const { agency, subject: actor } = principal;
    const { paymentId, noticeCode, idempotencyKey: key } = input;
    const reason = parseText(input.reason, 'reason');
    const amountMinor = parsePositiveAmount(input.amountMinor);
    const now = clock();
    const body = { paymentId, noticeCode, amountMinor: amountMinor && String(amountMinor), reason };
    const answer = await once(
      db,
      { by: principal, key, request: { mutation: 'requestRefund', agency, actor, ...body }, now },
      (trx) =>
        isUuid(paymentId) && isNoticeCode(noticeCode)
          ? request(trx, { agency, paymentId, noticeCode, amountMinor, reason, actor, now })
          : Promise.resolve({ kind: 'not-found' as const }),
    );
    switch (answer.kind) {
      case 'not-found':
        return {
          __typename: 'PaymentNotFound',
          message: 'There is no such payment of a notice of your agency.',
        };
      case 'too-much':
        return {
          __typename: 'AmountMoreThanRefundable',
          message: 'The amount exceeds what can be refunded of this payment.',
          refundable: { amountMinor: answer.refundableMinor, currency: answer.currency },
        };
      case 'requested':
        await submitRefund(dependencies, answer.refundId);
        return { __typename: 'RefundRequested', refund: await loaders.refund.load(answer.refundId) };
    }
  };
}

/** Approves or rejects another treasurer's refund. */
export function decideRefund(
  decision: 'approve' | 'reject',
  dependencies: RefundDependencies,
): NonNullable<MutationResolvers<PaymentsContext>['approveRefund']> {
  const { db, clock } = dependencies;
  return async (_root, { input }, { principal, loaders }) => {
    if (principal.kind !== 'operator') throw new PublicError('FORBIDDEN', 'only an agency can refund');
    const { agency, subject: actor } = principal;
    const { refundId, idempotencyKey: key } = input;
    const now = clock();
    const request = { mutation: `${decision}Refund`, agency, actor, refundId };
    const answer = await once(db, { by: principal, key, request, now }, (trx) =>
      isUuid(refundId)
        ? decide(trx, { agency, refundId, decision, actor, now })
        : Promise.resolve({ kind: 'not-found' as const }),
    );
    switch (answer.kind) {
      case 'decided':
        await submitRefund(dependencies, refundId);
        return { __typename: 'RefundDecided', refund: await loaders.refund.load(refundId) };
      case 'decided-before':
        return {
          __typename: 'RefundDecidedBefore',
          message: 'The refund has already been decided.',
          refund: await loaders.refund.load(refundId),
        };
      default:
        return problems[answer.kind];
    }
  };
}

export const Refund: RefundResolvers<PaymentsContext> = {
  payment: async (row, _args, { loaders }) => {
    const payment = await loaders.payment.load(row.payment_id);
    // Uses the view of the paid agency; a payer sees all of the payment either way.
    return payment && { ...payment, agency: row.agency };
  },
  notice: (row, _args, { loaders }) => loaders.notice.load(row.notice_code),
  amount: money,
  state: (row) => enumValue(row.state),
  needsApproval: (row) => row.needs_approval,
  requestedBy: (row) => row.requested_by,
  createdAt: (row) => row.created_at.toISOString(),
  history: (row, _args, { loaders }) => loaders.refundHistory.load(row.id),
};

export const RefundEvent: RefundEventResolvers<PaymentsContext> = {
  event: (row) => enumValue(row.event),
  from: (row) => row.from_state && enumValue(row.from_state),
  to: (row) => enumValue(row.to_state),
  occurredAt: (row) => row.occurred_at.toISOString(),
};
