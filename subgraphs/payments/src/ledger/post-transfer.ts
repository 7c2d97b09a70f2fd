import { randomUUID } from 'node:crypto';
import type { Db } from '../database.ts';
import type { TransferKind } from '../tables.ts';
import type { Posting } from './postings.ts';

interface TransferOfPayment {
  readonly kind: Exclude<TransferKind, 'settlement'>;
  /** Whose money moves. Its home may be another agency than the one whose books these are. */
  readonly payment: { readonly agency: string; readonly id: string };
  /** Where the transfer is a refund's. */
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
 * Writes a transfer with its entries; part of the caller's transaction. The database refuses it at commit
 * where it does not add up to zero, and at once where the payment's money has been posted before.
 */
export async function postTransfer(trx: Db, transfer: Transfer): Promise<void> {
  const { agency, currency, of } = transfer;
  const accounts = new Map(transfer.postings.map(({ account }) => [account.id, account]));
  await trx
    .insertInto('account')
    // Sorted: two payments that open the same accounts wait for one another instead of deadlocking.
    .values(
      [...accounts.values()]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((account) => ({ ...account, agency, currency })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const id = randomUUID();
  await trx
    .insertInto('transfer')
    .values({
      agency,
      id,
      payment_agency: of.kind === 'settlement' ? null : of.payment.agency,
      payment_id: of.kind === 'settlement' ? null : of.payment.id,
      refund_id: of.kind === 'settlement' ? null : (of.refundId ?? null),
      settlement_id: of.kind === 'settlement' ? of.settlementId : null,
      kind: of.kind,
      posted_at: transfer.postedAt,
    })
    .execute();
  await trx
    .insertInto('entry')
    .values(
      transfer.postings.map(({ account, amountMinor }, index) => ({
        agency,
        transfer_id: id,
        line: index + 1,
        account_id: account.id,
        amount_minor: amountMinor,
        currency,
      })),
    )
    .execute();
}
