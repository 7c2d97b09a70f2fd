import type { Db } from '../database/database.ts';
import { receiptKeySet } from '../receipt/keys.ts';
import type { PaymentsContext } from './context.ts';
import type { QueryResolvers, ReceiptKeyResolvers } from './resolver-types.ts';

/** The keys that verify receipts, for clients that reach the graph alone. */
export function receiptKeys(db: Db): NonNullable<QueryResolvers<PaymentsContext>['receiptKeys']> {
  return async () => (await receiptKeySet(db)).keys;
}

export const ReceiptKey: ReceiptKeyResolvers<PaymentsContext> = {
  id: ({ kid }) => kid,
  agency: ({ agency }) => (agency === undefined ? null : { id: agency }),
  jwk: (key) => JSON.stringify(key),
};
