import type { Change, ChangeFeed } from '@civic-graph/subgraph-kit';
import type { Db } from '../database/database.ts';
import { isUuid } from '../database/lists.ts';
import type { PaymentState } from '../states/payment.ts';
import type { PaymentsContext } from './context.ts';
import type { SubscriptionResolvers } from './resolver-types.ts';
import { ownPayment } from './resources.ts';

/** An event only names the payment; its fields are read and authorized on delivery. */
interface PaymentEvent {
  readonly id: string | null;
}

/** The only final state (see the state table): received money always wins. */
const final: PaymentState = 'success';

export function paymentUpdated(
  db: Db,
  payments: ChangeFeed,
): NonNullable<SubscriptionResolvers<PaymentsContext>['paymentUpdated']> {
  return {
    subscribe: (_root: unknown, { id }: { readonly id: string }, { principal, loaders }: PaymentsContext) => {
      let seen = 0;
      return payments.watch(id, async (): Promise<Change<PaymentEvent> | null> => {
        const payment = isUuid(id) ? ownPayment(await loaders.payment.load(id), principal) : null;
        if (payment === null) return { event: { id: null }, isLast: true };
        const { agency } = payment;
        const last = await lastStep(db, agency, id);
        if (last === undefined || last.sequence <= seen) return null;
        seen = last.sequence;
        return { event: { id }, isLast: last.to_state === final };
      });
    },
    resolve: async ({ id }: PaymentEvent, _args: unknown, { principal, loaders }: PaymentsContext) =>
      id === null ? null : ownPayment(await loaders.payment.load(id), principal),
  };
}

function lastStep(db: Db, agency: string, paymentId: string) {
  return db
    .selectFrom('payment_event')
    .select(['sequence', 'to_state'])
    .where('agency', '=', agency)
    .where('payment_id', '=', paymentId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}
