import { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import { connectionFromPage, parseConnectionArguments, timePosition } from '@civic-graph/subgraph-kit';
import { closeCase, listCases } from '../case/close-case.ts';
import type { Db } from '../database/database.ts';
import { isUuid } from '../database/lists.ts';
import type { CaseKind } from '../database/tables.ts';
import { once } from '../idempotency/once.ts';
import { parseText } from '../notice/parse-order.ts';
import type { PaymentsContext } from './context.ts';
import { enumValue } from './enum-value.ts';
import type { MutationResolvers, PaymentCaseResolvers, QueryResolvers } from './resolver-types.ts';

const caseKinds: readonly CaseKind[] = [
  'outcome-unknown',
  'missing-here',
  'missing-there',
  'amount',
  'double',
];

/** Agency whose cases the caller may handle; null: all agencies. */
function agencyOf(principal: Principal): string | null {
  if (principal.kind === 'admin') return null;
  if (principal.kind !== 'operator')
    throw new PublicError('FORBIDDEN', 'only a treasurer or an administrator');
  return principal.agency === 'finance' ? null : principal.agency;
}

export function paymentCases(db: Db): NonNullable<QueryResolvers<PaymentsContext>['paymentCases']> {
  return async (_root, args, { principal }) => {
    const page = parseConnectionArguments(args);
    const rows = await listCases(db, {
      agency: agencyOf(principal),
      kind: caseKinds.find((kind) => enumValue(kind) === args.kind) ?? null,
      closed: args.closed,
      limit: page.first + 1,
      after: page.after && timePosition(page.after, uuid),
    });
    return connectionFromPage(rows, page, (row) => [row.opened_at.toISOString(), row.id]);
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function closePaymentCase(
  db: Db,
  clock: () => Date,
): NonNullable<MutationResolvers<PaymentsContext>['closePaymentCase']> {
  return async (_root, { input }, { principal }) => {
    const agency = agencyOf(principal);
    if (principal.kind !== 'operator' && principal.kind !== 'admin') throw new PublicError('FORBIDDEN');
    const { id, idempotencyKey: key } = input;
    const resolution = parseText(input.resolution, 'resolution');
    const { subject: actor } = principal;
    const now = clock();
    const request = { mutation: 'closePaymentCase', agency, actor, id, resolution };
    const answer = await once(db, { by: principal, key, request, now }, (trx) =>
      isUuid(id)
        ? closeCase(trx, { id, agency, resolution, actor, now })
        : Promise.resolve({ kind: 'not-open' as const, id }),
    );
    if (answer.kind === 'not-open') {
      return {
        __typename: 'PaymentCaseNotOpen',
        message: 'There is no such open case, or you may not close it.',
      };
    }
    const row = await db
      .selectFrom('payment_case')
      .selectAll()
      .where('id', '=', answer.id)
      .executeTakeFirstOrThrow();
    return { __typename: 'PaymentCaseClosed', case: row };
  };
}

export const PaymentCase: PaymentCaseResolvers<PaymentsContext> = {
  kind: (row) => enumValue(row.kind),
  provider: (row) => enumValue(row.provider),
  paymentId: (row) => row.payment_id,
  expectedMinor: (row) => row.expected_minor,
  foundMinor: (row) => row.found_minor,
  openedAt: (row) => row.opened_at.toISOString(),
  closedAt: (row) => row.closed_at?.toISOString() ?? null,
};
