import { type RawBuilder, sql } from 'kysely';
import type { Db, PaymentRow } from '../database/database.ts';
import type { Write } from '../database/write.ts';

/**
 * `claimed_reference` has a row if this payment now holds the reference; it is empty if the app used it
 * before.
 */
export function referenceClaimed(
  { client_id, agency, id }: Pick<PaymentRow, 'client_id' | 'agency' | 'id'>,
  reference: string,
  condition: RawBuilder<unknown>,
): Write {
  return sql`
    claimed_reference AS (
      INSERT INTO payment_reference (client_id, reference, payment_agency, payment_id)
      SELECT ${client_id}, ${reference}, ${agency}, ${id}::uuid WHERE ${condition}
      ON CONFLICT (client_id, reference) DO NOTHING
      RETURNING payment_id)`;
}

/** Returns the app's payment with this reference. */
export async function paymentOfReference(
  db: Db,
  clientId: string,
  reference: string,
): Promise<PaymentRow | undefined> {
  // PostgreSQL rejects a text with NUL.
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
