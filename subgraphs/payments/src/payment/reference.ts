import type { Db, PaymentRow } from '../database.ts';

/** @returns whether the reference is this payment's now; not where the app has used it before */
export async function claimReference(
  trx: Db,
  { client_id, agency, id }: Pick<PaymentRow, 'client_id' | 'agency' | 'id'>,
  reference: string,
): Promise<boolean> {
  const claimed = await trx
    .insertInto('payment_reference')
    .values({ client_id, reference, payment_agency: agency, payment_id: id })
    .onConflict((conflict) => conflict.columns(['client_id', 'reference']).doNothing())
    .executeTakeFirst();
  return claimed.numInsertedOrUpdatedRows === 1n;
}

/** The payment that the app calls so; no other app's, whatever it calls its own. */
export async function paymentOfReference(
  db: Db,
  clientId: string,
  reference: string,
): Promise<PaymentRow | undefined> {
  // PostgreSQL takes no such text at all.
  if (reference.includes('\0')) return undefined;
  return db
    .selectFrom('payment_reference')
    .innerJoin('payment', (join) =>
      join
        .onRef('payment.agency', '=', 'payment_reference.payment_agency')
        .onRef('payment.id', '=', 'payment_reference.payment_id'),
    )
    .selectAll('payment')
    .where('payment_reference.client_id', '=', clientId)
    .where('payment_reference.reference', '=', reference)
    .executeTakeFirst();
}
