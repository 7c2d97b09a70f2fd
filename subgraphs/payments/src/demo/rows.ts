import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { PaymentsTables } from '../database/tables.ts';
import { postingsOfPayment } from '../ledger/postings.ts';
import { treasury } from '../money/treasury.ts';
import { composeReceipt, type ReceiptedPart } from '../receipt/issue-receipt.ts';
import type { ReceiptSigner } from '../receipt/signer.ts';
import { nextState, type PaymentState } from '../states/payment.ts';
import type { PlannedNotice } from './plan.ts';

type DemoTable =
  | 'notice'
  | 'notice_item'
  | 'fine_particulars'
  | 'payment'
  | 'payment_notice'
  | 'payment_event'
  | 'account'
  | 'transfer'
  | 'entry'
  | 'receipt';
export type DemoRows = { [Table in DemoTable]: Insertable<PaymentsTables[Table]>[] };

const { currency } = treasury;
const minute = 60_000;

/**
 * Builds the rows of planned notices and their payments, with the real state table, postings and signer.
 *
 * @param serials one for each paid notice
 */
export async function rowsOf(
  planned: readonly PlannedNotice[],
  signer: ReceiptSigner,
  serials: readonly string[],
): Promise<DemoRows> {
  const rows: DemoRows = {
    notice: [],
    notice_item: [],
    fine_particulars: [],
    payment: [],
    payment_notice: [],
    payment_event: [],
    account: [],
    transfer: [],
    entry: [],
    receipt: [],
  };
  for (const notice of planned) addNotice(rows, notice);
  const accounts = new Map<string, DemoRows['account'][number]>();
  const byTime = planned
    .flatMap((notice) => (notice.paidAt === null ? [] : [{ notice, paidAt: notice.paidAt }]))
    .sort((a, b) => a.paidAt.getTime() - b.paidAt.getTime());
  for (const [index, { notice, paidAt }] of byTime.entries()) {
    const part = addPayment(rows, notice, paidAt);
    addTransfer(rows, accounts, notice, part.payment_id, paidAt);
    rows.receipt.push(await composeReceipt(signer, part, notice.citizenKey, String(serials[index]), paidAt));
  }
  rows.account.push(...accounts.values());
  return rows;
}

function totalOf({ charge }: PlannedNotice): bigint {
  return charge.items.reduce((sum, item) => sum + BigInt(item.amountMinor), 0n);
}

function addNotice(rows: DemoRows, notice: PlannedNotice): void {
  const { code, charge } = notice;
  const { agency } = charge;
  rows.notice.push({
    agency,
    code,
    citizen_key: notice.citizenKey,
    amount_minor: totalOf(notice),
    currency,
    issued_at: notice.issuedAt,
    due_date: notice.dueDate,
    paid_minor: notice.paidAt === null ? 0n : totalOf(notice),
    status: notice.paidAt === null ? 'issued' : 'paid',
  });
  for (const [index, item] of charge.items.entries()) {
    rows.notice_item.push({
      agency,
      notice_code: code,
      line: index + 1,
      revenue_code: item.revenueCode,
      legal_basis: item.legalBasis,
      amount_minor: BigInt(item.amountMinor),
    });
  }
  if (charge.offence !== null) {
    const { place, occurredAt: occurred_at } = notice;
    rows.fine_particulars.push({ agency, notice_code: code, offence: charge.offence, place, occurred_at });
  }
}

function addPayment(rows: DemoRows, notice: PlannedNotice, paidAt: Date): ReceiptedPart {
  const createdAt = new Date(paidAt.getTime() - 2 * minute);
  const id = randomUUID();
  const payment = {
    agency: notice.charge.agency,
    id,
    payees: [notice.charge.agency],
    payer_key: notice.citizenKey,
    client_id: 'wechat-city',
    provider: 'test' as const,
    provider_reference: id,
    pay_url: null,
    return_url: null,
    amount_minor: String(totalOf(notice)),
    currency,
    created_at: createdAt,
    expires_at: new Date(createdAt.getTime() + 15 * minute),
  };
  const history = { agency: payment.agency, payment_id: id };
  let state: PaymentState = 'created';
  rows.payment_event.push({
    ...history,
    sequence: 1,
    event: 'create',
    from_state: null,
    to_state: state,
    occurred_at: createdAt,
  });
  for (const [index, event] of (['start', 'succeed'] as const).entries()) {
    const next = nextState(state, event);
    if (next === null) throw new Error(`the demo cannot ${event} a payment that is ${state}`);
    const occurred_at = event === 'start' ? createdAt : paidAt;
    rows.payment_event.push({
      ...history,
      sequence: index + 2,
      event,
      from_state: state,
      to_state: next,
      occurred_at,
    });
    state = next;
  }
  rows.payment.push({ ...payment, state });
  const part = {
    agency: payment.agency,
    notice_code: notice.code,
    payment_id: id,
    amount_minor: payment.amount_minor,
    currency,
  };
  rows.payment_notice.push({
    ...part,
    payment_agency: payment.agency,
    line: 1,
    state: 'settled',
    position_minor: 0n,
  });
  return part;
}

function addTransfer(
  rows: DemoRows,
  accounts: Map<string, DemoRows['account'][number]>,
  planned: PlannedNotice,
  paymentId: string,
  paidAt: Date,
): void {
  const { charge, code } = planned;
  const { agency } = charge;
  const id = randomUUID();
  const items = charge.items.map((item) => ({
    revenue_code: item.revenueCode,
    amount_minor: BigInt(item.amountMinor),
  }));
  const part = { amount_minor: totalOf(planned), notice: { region: code.slice(0, 6), paid_minor: 0n } };
  const postings = postingsOfPayment('test', part, items);
  rows.transfer.push({
    agency,
    id,
    payment_agency: agency,
    payment_id: paymentId,
    kind: 'payment',
    posted_at: paidAt,
    entries: postings.length,
  });
  for (const [index, posting] of postings.entries()) {
    accounts.set(`${agency} ${posting.account.id}`, { ...posting.account, agency, currency });
    rows.entry.push({
      agency,
      transfer_id: id,
      line: index + 1,
      account_id: posting.account.id,
      amount_minor: posting.amountMinor,
      currency,
    });
  }
}
