import { sql } from 'kysely';
import type { Db, PaymentNoticeRow, PaymentRow, ReceiptRow } from '../database/database.ts';
import { tableOf, type Write } from '../database/write.ts';
import { receiptNumber } from './receipt-number.ts';
import type { ReceiptSigner } from './signer.ts';

/** Subject of a receipt: a payment's money that counts for a notice. */
export type ReceiptedPart = Pick<
  PaymentNoticeRow,
  'agency' | 'notice_code' | 'payment_id' | 'amount_minor' | 'currency'
>;

/** Signs a receipt for each notice of a payment, each with its own number; the caller writes them. */
export async function signReceipts(
  signer: ReceiptSigner,
  { payer_key }: Pick<PaymentRow, 'payer_key'>,
  parts: readonly ReceiptedPart[],
  serials: readonly string[],
  now: Date,
): Promise<ReceiptRow[]> {
  return Promise.all(
    parts.map((part, index) => composeReceipt(signer, part, payer_key, String(serials[index]), now)),
  );
}

export function receiptsIssued(receipts: readonly ReceiptRow[]): Write {
  return sql`
    issued_receipt AS (
      INSERT INTO receipt
        (agency, number, payment_id, notice_code, payer_key, amount_minor, currency, issued_at, signed)
      SELECT * FROM ${tableOf('receipt', columnsOfReceipt, receipts)})`;
}

const columnsOfReceipt = {
  agency: 'text',
  number: 'text',
  payment_id: 'uuid',
  notice_code: 'char(20)',
  payer_key: 'text',
  amount_minor: 'bigint',
  currency: 'char(3)',
  issued_at: 'timestamptz',
  signed: 'text',
} as const;

/** A sequence is not transactional: a rollback leaves a gap, and a restored backup counts again. */
export async function nextSerials(trx: Db, count: number): Promise<string[]> {
  const { rows } = await sql<{ serial: string }>`
    SELECT nextval('receipt_serial') AS serial FROM generate_series(1, ${count}::int)`.execute(trx);
  return rows.map((row) => row.serial);
}

/** Returns a signed receipt. It contains nothing about the payer, because a verifier need not know. */
export async function composeReceipt(
  signer: ReceiptSigner,
  part: ReceiptedPart,
  payerKey: string,
  serial: string,
  now: Date,
): Promise<ReceiptRow> {
  const number = receiptNumber(part.notice_code.slice(6, 9), serial, now);
  const signed = await signer.sign({
    number,
    payee: part.agency,
    notice: part.notice_code,
    amountMinor: part.amount_minor,
    currency: part.currency,
    issuedAt: now.toISOString(),
  });
  return {
    agency: part.agency,
    number,
    payment_id: part.payment_id,
    notice_code: part.notice_code,
    payer_key: payerKey,
    amount_minor: part.amount_minor,
    currency: part.currency,
    issued_at: now,
    signed,
  };
}
