import { sql } from 'kysely';
import type { Db, PaymentRow, ReceiptRow } from '../database.ts';
import { treasuryDate } from '../money/treasury.ts';
import type { ReceiptSigner } from './signer.ts';

type PaidPayment = Pick<
  PaymentRow,
  'agency' | 'id' | 'notice_code' | 'payer_key' | 'amount_minor' | 'currency'
>;

/** Issues the receipt of a successful payment; part of the caller's transaction. */
export async function issueReceipt(
  trx: Db,
  signer: ReceiptSigner,
  payment: PaidPayment,
  now: Date,
): Promise<void> {
  // A sequence does not wait for other transactions: numbers are unique and rising, a rollback leaves a gap.
  const { rows } = await sql<{ serial: string }>`SELECT nextval('receipt_serial') AS serial`.execute(trx);
  const receipt = await composeReceipt(signer, payment, String(rows[0]?.serial), now);
  await trx.insertInto('receipt').values(receipt).execute();
}

/** A receipt, signed. What is signed says nothing about the payer: whoever verifies it need not learn that. */
export async function composeReceipt(
  signer: ReceiptSigner,
  payment: PaidPayment,
  serial: string,
  now: Date,
): Promise<ReceiptRow> {
  const unitNumber = payment.notice_code.slice(6, 9);
  const number = `${unitNumber}-${treasuryDate(now).slice(0, 4)}-${serial.padStart(10, '0')}`;
  const signed = await signer.sign({
    number,
    payee: payment.agency,
    notice: payment.notice_code,
    amountMinor: payment.amount_minor,
    currency: payment.currency,
    issuedAt: now.toISOString(),
  });
  return {
    agency: payment.agency,
    number,
    payment_id: payment.id,
    notice_code: payment.notice_code,
    payer_key: payment.payer_key,
    amount_minor: payment.amount_minor,
    currency: payment.currency,
    issued_at: now,
    signed,
  };
}
