import { sql } from 'kysely';
import { v7 as timeOrderedUuid } from 'uuid';
import type { Db } from '../database/database.ts';
import type { TransferKind } from '../database/tables.ts';
import { tableOf, type Write, writeAll } from '../database/write.ts';
import type { Posting } from './postings.ts';

interface TransferOfPayment {
  readonly kind: Exclude<TransferKind, 'settlement'>;
  /** The payment. Its home agency may differ from the agency of this ledger. */
  readonly payment: { readonly agency: string; readonly id: string };
  /** Set for a refund's transfer. */
  readonly refundId?: string;
}

interface TransferOfSettlement {
  readonly kind: 'settlement';
  readonly settlementId: string;
}

export interface Transfer {
  readonly agency: string;
  readonly of: TransferOfPayment | TransferOfSettlement;
  readonly currency: string;
  readonly postedAt: Date;
  readonly postings: readonly Posting[];
}

/**
 * Writes a transfer with its entries, within the caller's transaction. The database rejects it if it does not
 * sum to zero, or if the payment's money was posted before.
 */
export async function postTransfer(trx: Db, transfer: Transfer): Promise<void> {
  await writeAll(trx, [transfersPosted([transfer])]);
}

/** Writes for transfers with their entries and missing accounts. */
export function transfersPosted(transfers: readonly Transfer[]): Write {
  // Ascending ids, so that the ledger grows at its end (see newPaymentId).
  const posted = transfers.map((transfer) => ({ id: timeOrderedUuid(), transfer }));
  const accounts = posted.flatMap(({ transfer: { agency, currency, postings } }) =>
    postings.map(({ account: { id, kind, region, revenue_code } }) => ({
      agency,
      id,
      kind,
      currency,
      region,
      revenue_code,
    })),
  );
  const rows = posted.map(({ id, transfer: { agency, of, postedAt, postings } }) => ({
    agency,
    id,
    payment_agency: of.kind === 'settlement' ? null : of.payment.agency,
    payment_id: of.kind === 'settlement' ? null : of.payment.id,
    refund_id: of.kind === 'settlement' ? null : (of.refundId ?? null),
    settlement_id: of.kind === 'settlement' ? of.settlementId : null,
    kind: of.kind,
    posted_at: postedAt,
    entries: postings.length,
  }));
  const entries = posted.flatMap(({ id, transfer: { agency, currency, postings } }) =>
    postings.map(({ account, amountMinor }, index) => ({
      agency,
      transfer_id: id,
      line: index + 1,
      account_id: account.id,
      amount_minor: amountMinor,
      currency,
    })),
  );
  // Sorted, so that two payments that open the same accounts wait instead of deadlocking.
  return sql`
    opened_account AS (
      INSERT INTO account (agency, id, kind, currency, region, revenue_code)
      SELECT DISTINCT * FROM ${tableOf('account', columnsOfAccount, accounts)} ORDER BY agency, id
      ON CONFLICT DO NOTHING),
    posted_transfer AS (
      INSERT INTO transfer (agency, id, payment_agency, payment_id, refund_id, settlement_id, kind, posted_at, entries)
      SELECT * FROM ${tableOf('transfer', columnsOfTransfer, rows)}
      RETURNING id),
    posted_entry AS (
      INSERT INTO entry (agency, transfer_id, line, account_id, amount_minor, currency)
      SELECT entry.* FROM posted_transfer
        JOIN ${tableOf('entry', columnsOfEntry, entries)} ON entry.transfer_id = posted_transfer.id)`;
}

const columnsOfAccount = {
  agency: 'text',
  id: 'text',
  kind: 'text',
  currency: 'char(3)',
  region: 'char(6)',
  revenue_code: 'text',
} as const;

const columnsOfTransfer = {
  agency: 'text',
  id: 'uuid',
  payment_agency: 'text',
  payment_id: 'uuid',
  refund_id: 'uuid',
  settlement_id: 'uuid',
  kind: 'text',
  posted_at: 'timestamptz',
  entries: 'smallint',
} as const;

const columnsOfEntry = {
  agency: 'text',
  transfer_id: 'uuid',
  line: 'smallint',
  account_id: 'text',
  amount_minor: 'bigint',
  currency: 'char(3)',
} as const;
