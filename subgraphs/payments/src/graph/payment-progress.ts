import type { Db } from '../database/database.ts';
import { paymentOfReference } from '../payment/reference.ts';
import { callingApp } from './calling-app.ts';
import type { PaymentsContext } from './context.ts';
import { enumValue } from './enum-value.ts';
import type { PaymentProgressResolvers, QueryResolvers } from './resolver-types.ts';

/** Progress for an app that missed webhooks; like these it needs no citizen's consent. */
export function paymentProgress(db: Db): NonNullable<QueryResolvers<PaymentsContext>['paymentProgress']> {
  return async (_root, { reference }, context) => {
    const payment = await paymentOfReference(db, callingApp(context), reference);
    return payment === undefined ? null : { reference, payment };
  };
}

export const PaymentProgress: PaymentProgressResolvers<PaymentsContext> = {
  paymentId: ({ payment }) => payment.id,
  state: ({ payment }) => enumValue(payment.state),
  createdAt: ({ payment }) => payment.created_at.toISOString(),
};
