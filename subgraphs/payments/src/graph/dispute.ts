import { PublicError } from '@civic-graph/errors';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import type { Db, DisputeRow } from '../database/database.ts';
import { isUuid } from '../database/lists.ts';
import { type EndedDispute, type Ending, endDispute } from '../dispute/end-dispute.ts';
import { type OpenedDispute, openDispute } from '../dispute/open-dispute.ts';
import { once } from '../idempotency/once.ts';
import { isNoticeCode } from '../notice/code.ts';
import { parseText } from '../notice/parse-order.ts';
import type { PaymentsContext } from './context.ts';
import { databaseName, enumValue } from './enum-value.ts';
import type { Loaders } from './loaders.ts';
import { noticeProblem } from './notice-problem.ts';
import type {
  AgencyResolvers,
  CitizenResolvers,
  DisputeEventResolvers,
  DisputeResolvers,
  MutationResolvers,
  QueryResolvers,
} from './resolver-types.ts';
import { ownDispute } from './resources.ts';

type Mutations = MutationResolvers<PaymentsContext>;

export const dispute: NonNullable<QueryResolvers<PaymentsContext>['dispute']> = async (
  _root,
  { id },
  { loaders, principal },
) => (isUuid(id) ? ownDispute(await loaders.dispute.load(id), principal) : null);

export function disputeNotice(db: Db, clock: () => Date): NonNullable<Mutations['disputeNotice']> {
  return async (_root, { input }, { principal, loaders }) => {
    const { noticeCode } = input;
    const opened = await open(db, clock, principal, { ...input, paymentId: null });
    switch (opened.kind) {
      case 'opened':
      case 'open-already':
      case 'decided-before':
        return openedOrBefore(opened, loaders);
      case 'no-money':
        throw new Error('a dispute about a notice has no payment');
      default:
        return noticeProblem(opened.kind, noticeCode, loaders);
    }
  };
}

export function disputePayment(db: Db, clock: () => Date): NonNullable<Mutations['disputePayment']> {
  return async (_root, { input }, { principal, loaders }) => {
    const opened = await open(db, clock, principal, input);
    switch (opened.kind) {
      case 'opened':
      case 'open-already':
      case 'decided-before':
        return openedOrBefore(opened, loaders);
      case 'no-money':
        return {
          __typename: 'PaymentBroughtNothing',
          message: 'No money of this payment has arrived for the notice; there is nothing to dispute yet.',
        };
      default:
        return { __typename: 'PaymentNotFound', message: 'You have made no such payment of this notice.' };
    }
  };
}

/** Records the dispute once per idempotency key. */
function open(
  db: Db,
  clock: () => Date,
  principal: PaymentsContext['principal'],
  input: {
    readonly noticeCode: string;
    readonly paymentId: string | null;
    readonly reason: string;
    readonly idempotencyKey: string;
  },
): Promise<OpenedDispute> {
  if (principal.kind !== 'citizen') throw new PublicError('FORBIDDEN', 'only a citizen can open a dispute');
  const { clientId, citizenKey } = principal;
  const { noticeCode, paymentId } = input;
  const reason = parseText(input.reason, 'reason');
  const now = clock();
  const request = { mutation: 'dispute', citizenKey, noticeCode, paymentId, reason };
  return once(db, { by: principal, key: input.idempotencyKey, request, now }, (trx) =>
    isNoticeCode(noticeCode) && (paymentId === null || isUuid(paymentId))
      ? openDispute(trx, { noticeCode, paymentId, citizenKey, clientId, reason, now })
      : Promise.resolve({ kind: 'not-found' as const }),
  );
}

async function openedOrBefore(
  opened: Extract<OpenedDispute, { readonly disputeId: string }>,
  loaders: Loaders,
) {
  const found = await loaders.dispute.load(opened.disputeId);
  switch (opened.kind) {
    case 'opened':
      return { __typename: 'DisputeOpened' as const, dispute: found };
    case 'open-already':
      return {
        __typename: 'DisputeOpenAlready' as const,
        message: 'You have already disputed this; the agency has not decided yet.',
        dispute: found,
      };
    case 'decided-before':
      return {
        __typename: 'DisputeDecidedBefore' as const,
        message: 'The agency has already decided on this; its decision is final.',
        dispute: found,
      };
  }
}

export function withdrawDispute(db: Db, clock: () => Date): NonNullable<Mutations['withdrawDispute']> {
  return async (_root, { input }, { principal, loaders }) => {
    if (principal.kind !== 'citizen')
      throw new PublicError('FORBIDDEN', 'only the citizen who opened a dispute can withdraw it');
    const { citizenKey } = principal;
    const { disputeId, idempotencyKey: key } = input;
    const now = clock();
    const request = { mutation: 'withdrawDispute', citizenKey, disputeId };
    const ended = await once(db, { by: principal, key, request, now }, (trx) =>
      end(trx, disputeId, { event: 'withdraw', citizenKey }, now),
    );
    return endedOrProblem(ended, disputeId, loaders);
  };
}

export function decideDispute(db: Db, clock: () => Date): NonNullable<Mutations['decideDispute']> {
  return async (_root, { input }, { principal, loaders }) => {
    if (principal.kind !== 'operator') throw new PublicError('FORBIDDEN', 'only an agency can decide');
    const { agency, subject: actor, roles } = principal;
    const { disputeId, decision, idempotencyKey: key } = input;
    const answer = parseText(input.answer, 'answer');
    const now = clock();
    const event = decision === 'UPHOLD' ? 'uphold' : 'reject';
    const mayDecide = ({ payment_id }: Pick<DisputeRow, 'payment_id'>) =>
      roles.includes(payment_id === null ? 'notice-clerk' : 'treasurer');
    const request = { mutation: 'decideDispute', agency, actor, disputeId, event, answer };
    const ended = await once(db, { by: principal, key, request, now }, (trx) =>
      end(trx, disputeId, { event, agency, actor, answer, mayDecide }, now),
    );
    return endedOrProblem(ended, disputeId, loaders);
  };
}

function end(trx: Db, disputeId: string, ending: Ending, now: Date): Promise<EndedDispute> {
  return isUuid(disputeId) ? endDispute(trx, disputeId, ending, now) : Promise.resolve({ kind: 'not-found' });
}

async function endedOrProblem({ kind }: EndedDispute, disputeId: string, loaders: Loaders) {
  switch (kind) {
    case 'ended':
      return { __typename: 'DisputeEnded' as const, dispute: await loaders.dispute.load(disputeId) };
    case 'not-open':
      return {
        __typename: 'DisputeNotOpen' as const,
        message: 'The dispute has already ended.',
        dispute: await loaders.dispute.load(disputeId),
      };
    case 'not-found':
      return { __typename: 'DisputeNotFound' as const, message: 'You have no such dispute.' };
    case 'not-yours':
      throw new PublicError(
        'FORBIDDEN',
        'only clerks can decide about notices, and treasurers about payments',
      );
  }
}

export const Dispute: DisputeResolvers<PaymentsContext> = {
  notice: (row, _args, { loaders }) => loaders.notice.load(row.notice_code),
  payment: async (row, _args, { loaders }) => {
    const payment = row.payment_id === null ? null : await loaders.payment.load(row.payment_id);
    // Uses the view of the paid agency; a payer sees all of the payment either way.
    return payment && { ...payment, agency: row.agency };
  },
  state: (row) => enumValue(row.state),
  createdAt: (row) => row.created_at.toISOString(),
  endedAt: (row) => row.ended_at?.toISOString() ?? null,
  history: (row, _args, { loaders }) => loaders.disputeHistory.load(row.id),
};

export const DisputeEvent: DisputeEventResolvers<PaymentsContext> = {
  event: (row) => enumValue(row.event),
  from: (row) => row.from_state && enumValue(row.from_state),
  to: (row) => enumValue(row.to_state),
  occurredAt: (row) => row.occurred_at.toISOString(),
};

export const CitizenDisputes: Pick<CitizenResolvers<PaymentsContext>, 'disputes'> = {
  disputes: async ({ uin }, args, { loaders }) => {
    const page = parseConnectionArguments(args);
    const filter = args.state ? databaseName(args.state) : null;
    const rows = await loaders.disputesOfCitizen.load({ ...page, owner: uin, filter });
    return connectionFromPage(rows, page, positionOf);
  },
};

export const AgencyDisputes: Pick<AgencyResolvers<PaymentsContext>, 'disputes'> = {
  disputes: async ({ id }, args, { loaders }) => {
    const page = parseConnectionArguments(args);
    const filter = args.state ? databaseName(args.state) : null;
    const rows = await loaders.disputesOfAgency.load({ ...page, owner: id, filter });
    return connectionFromPage(rows, page, positionOf);
  },
};

function positionOf(row: DisputeRow): [string, string] {
  return [row.created_at.toISOString(), row.id];
}
