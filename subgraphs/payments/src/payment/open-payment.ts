import { sql } from 'kysely';
import { v7 as timeOrderedUuid } from 'uuid';
import type { Db, NoticeRow, PaymentRow } from '../database/database.ts';
import { tableOf, type Write, writeAndRead, writeIfUnchanged } from '../database/write.ts';
import { isKeyClaimed } from '../idempotency/once.ts';
import { treasuryDate } from '../money/treasury.ts';
import { accrueLateFee, hasGrown } from '../notice/accrue-late-fee.ts';
import { lateFeeOn, leftToPay } from '../notice/late-fee.ts';
import { areAllUnchanged, noticesIfUnchanged } from '../notice/unchanged-notices.ts';
import type { ProviderName } from '../provider-name.ts';
import { isDue, type NoticeStatus } from '../states/notice.ts';
import { initialState, underWay } from '../states/payment.ts';
import { lockNotices } from './lock.ts';
import { creationRecorded, movePayment } from './move-payment.ts';
import { referenceClaimed } from './reference.ts';

/** Amount per notice; the default is the whole remaining debt. */
export interface NoticeToPay {
  readonly code: string;
  readonly amountMinor: bigint | null;
}

export interface PaymentOrder {
  /** Default is a new id (newPaymentId). */
  readonly paymentId?: string;
  /** 1 to 20 different notices. */
  readonly notices: readonly NoticeToPay[];
  readonly payerKey: string;
  readonly clientId: string;
  readonly provider: ProviderName;
  readonly returnUrl: string | null;
  /** The app's reference; it must be unique. */
  readonly reference: string | null;
  readonly now: Date;
}

/** Result of an order, stored under its idempotency key. */
export type OpenedPayment =
  | { readonly kind: 'opened'; readonly paymentId: string }
  | { readonly kind: 'not-found'; readonly noticeCode: string }
  | { readonly kind: Exclude<NoticeStatus, 'issued' | 'partly-paid'>; readonly noticeCode: string }
  | { readonly kind: 'more-than-due'; readonly noticeCode: string; readonly leftMinor: string }
  | { readonly kind: 'in-progress'; readonly paymentId: string }
  | { readonly kind: 'reference-used' };

/** The same, with the new payment. */
export type Opening =
  | Exclude<OpenedPayment, { readonly kind: 'opened' }>
  | { readonly kind: 'opened'; readonly paymentId: string; readonly payment: PaymentRow };

/** Time for the payer; afterwards another attempt may begin. */
const validityMilliseconds = 15 * 60 * 1000;

/**
 * Time-ordered (RFC 9562, version 7), so that new rows lie together in each index; the 74 random bits cannot
 * be guessed.
 */
export function newPaymentId(): string {
  return timeOrderedUuid();
}

/**
 * Records a payment in its first state, within the caller's transaction. The provider is called afterwards.
 * One unpayable notice rejects the whole order, so a payer is never charged an unexpected amount.
 */
export async function openPayment(trx: Db, order: PaymentOrder): Promise<Opening> {
  const locked = await lockNotices(
    trx,
    order.notices.map(({ code }) => code),
  );
  const composed = composePayment(order, locked);
  if (composed.kind !== 'composed') return composed;
  const { payment, parts } = composed;
  const notices = parts.map(({ notice }) => notice);
  if (!(await insertPayment(trx, payment, parts, order.reference))) {
    const inProgress = await giveWay(trx, notices, order);
    if (inProgress !== undefined) return { kind: 'in-progress', paymentId: inProgress.id };
    if (!(await insertPayment(trx, payment, parts, order.reference))) return { kind: 'reference-used' };
  }
  // Fixes the amount, so that it does not change while the payer pays.
  for (const notice of notices) await accrueLateFee(trx, notice, order.now);
  return { kind: 'opened', paymentId: payment.id, payment };
}

/**
 * Opens the payment and claims the idempotency key in one statement, without locks, if nothing is in the way;
 * this is the usual case.
 *
 * @param notices as they were read, without locks
 * @returns `null` if nothing was written, and the order must be checked under locks
 */
export async function openPaymentOptimistically(
  db: Db,
  order: PaymentOrder,
  notices: readonly NoticeRow[],
  claim: Write,
): Promise<PaymentRow | null> {
  const composed = composePayment(order, new Map(notices.map((notice) => [notice.code, notice])));
  if (composed.kind !== 'composed') return null;
  const { payment, parts } = composed;
  if (notices.some((notice) => hasGrown(notice, order.now))) return null;
  const isWritten = await writeIfUnchanged(
    db,
    [claim, noticesIfUnchanged(notices), ...paymentInserted(payment, parts, order.reference)],
    [isKeyClaimed, areAllUnchanged(notices), sql`EXISTS (SELECT FROM opened)`],
  );
  return isWritten ? payment : null;
}

/** A payment in progress for notices of an order. */
interface Attempt extends PaymentRow {
  /** Codes of these notices. */
  readonly holds: readonly string[];
  /** Whether its payer let an earlier attempt for one of them end without money. */
  readonly had_its_turn: boolean;
}

/** Ends the attempts that give way to this order; returns the first one that does not. */
async function giveWay(
  trx: Db,
  notices: readonly NoticeRow[],
  order: PaymentOrder,
): Promise<PaymentRow | undefined> {
  const { rows: others } = await sql<Attempt>`
    SELECT payment.*, held.codes AS holds, EXISTS (
        SELECT FROM payment_notice AS part JOIN payment AS earlier
            ON earlier.agency = part.payment_agency AND earlier.id = part.payment_id
         WHERE part.notice_code = ANY (held.codes) AND part.state = 'released'
           AND earlier.payer_key = payment.payer_key) AS had_its_turn
      FROM payment JOIN (
        SELECT payment_id, array_agg(notice_code::text) AS codes FROM payment_notice
         WHERE state = 'open' AND notice_code IN (${sql.join(notices.map(({ code }) => code))})
         GROUP BY payment_id) AS held ON held.payment_id = payment.id
     WHERE state = ANY (${underWay})
     ORDER BY id FOR UPDATE OF payment`.execute(trx);
  const staying = others.find((other) => !yields(other, notices, order));
  if (staying !== undefined) return staying;
  for (const payment of others) await movePayment(trx, payment, 'cancel', order.now);
  return undefined;
}

/**
 * Whether an attempt gives way: to the addressee always, and to anyone if its payer let an earlier attempt
 * expire. Otherwise a stranger with the code could block a notice. Late money still counts.
 */
function yields(other: Attempt, notices: readonly NoticeRow[], { payerKey, now }: PaymentOrder): boolean {
  // The payer has paid, so only the provider can decide.
  if (other.state === 'submitted') return false;
  if (other.expires_at <= now) return true;
  if (other.payer_key === payerKey) return false;
  const addressees = notices
    .filter(({ code }) => other.holds.includes(code))
    .map((notice) => notice.citizen_key);
  if (addressees.includes(other.payer_key)) return false;
  return addressees.every((addressee) => addressee === payerKey) || other.had_its_turn;
}

/** Composes the payment of an order, or the reason for refusing it. */
function composePayment(
  order: PaymentOrder,
  found: ReadonlyMap<string, NoticeRow>,
):
  | Exclude<OpenedPayment, { readonly kind: 'opened' }>
  | { readonly kind: 'composed'; readonly payment: PaymentRow; readonly parts: readonly PartToOpen[] } {
  const parts: PartToOpen[] = [];
  for (const { code, amountMinor } of order.notices) {
    const notice = found.get(code);
    if (notice === undefined) return { kind: 'not-found', noticeCode: code };
    if (!isDue(notice.status)) return { kind: notice.status, noticeCode: code };
    const left = leftToPay(notice, treasuryDate(order.now));
    if (amountMinor !== null && amountMinor > left) {
      return { kind: 'more-than-due', noticeCode: code, leftMinor: String(left) };
    }
    parts.push({ notice, amountMinor: amountMinor ?? left });
  }
  return { kind: 'composed', payment: paymentFor(order, parts), parts };
}

function paymentFor(order: PaymentOrder, parts: readonly PartToOpen[]): PaymentRow {
  const [first] = parts;
  if (first === undefined) throw new Error('a payment without parts');
  const { agency, currency } = first.notice;
  return {
    agency,
    id: order.paymentId ?? newPaymentId(),
    payees: [...new Set(parts.map(({ notice }) => notice.agency))],
    payer_key: order.payerKey,
    client_id: order.clientId,
    provider: order.provider,
    provider_reference: null,
    pay_url: null,
    return_url: order.returnUrl,
    amount_minor: String(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)),
    currency,
    state: initialState,
    created_at: order.now,
    expires_at: new Date(order.now.getTime() + validityMilliseconds),
    closed_by_provider: false,
  };
}

interface PartToOpen {
  readonly notice: NoticeRow;
  readonly amountMinor: bigint;
}

/**
 * Writes a payment and its parts unless another is in progress for its notices or the reference is used. The
 * caller holds the notices' locks.
 *
 * @returns whether it is written
 */
async function insertPayment(
  trx: Db,
  payment: PaymentRow,
  parts: readonly PartToOpen[],
  reference: string | null,
): Promise<boolean> {
  const writes = paymentInserted(payment, parts, reference);
  return (await writeAndRead(trx, writes, sql`SELECT id FROM opened`)).length > 0;
}

/** `opened` has a row if it is written. */
function paymentInserted(
  payment: PaymentRow,
  parts: readonly PartToOpen[],
  reference: string | null,
): Write[] {
  const { agency, id, currency, client_id } = payment;
  const codes = parts.map(({ notice }) => notice.code);
  const isFree = sql`NOT EXISTS (
    SELECT FROM payment_notice WHERE state = 'open' AND notice_code IN (${sql.join(codes)}))`;
  const claimed: Write[] =
    reference === null ? [] : [referenceClaimed({ client_id, agency, id }, reference, isFree)];
  const condition = reference === null ? isFree : sql`EXISTS (SELECT FROM claimed_reference)`;
  const rows = parts.map(({ notice, amountMinor }, index) => ({
    agency: notice.agency,
    notice_code: notice.code,
    line: index + 1,
    amount_minor: amountMinor,
    late_fee_shown_minor: lateFeeOn(notice, treasuryDate(payment.created_at)),
  }));
  return [
    ...claimed,
    sql`
      opened AS (
        INSERT INTO payment (agency, id, payees, payer_key, client_id, provider, return_url, amount_minor, currency,
          state, created_at, expires_at)
        SELECT * FROM ${tableOf('payment', columnsOfPayment, [payment])} WHERE ${condition}
        RETURNING agency, id, created_at)`,
    sql`
      opened_part AS (
        INSERT INTO payment_notice
          (agency, notice_code, payment_agency, payment_id, line, amount_minor, currency, state, late_fee_shown_minor)
        SELECT part.agency, notice_code, opened.agency, opened.id, line, amount_minor, ${currency}, 'open',
               late_fee_shown_minor
          FROM opened, ${tableOf('part', columnsOfPart, rows)})`,
    creationRecorded,
  ];
}

const columnsOfPayment = {
  agency: 'text',
  id: 'uuid',
  payees: 'text[]',
  payer_key: 'text',
  client_id: 'text',
  provider: 'text',
  return_url: 'text',
  amount_minor: 'bigint',
  currency: 'char(3)',
  state: 'text',
  created_at: 'timestamptz',
  expires_at: 'timestamptz',
} as const;

const columnsOfPart = {
  agency: 'text',
  notice_code: 'char(20)',
  line: 'smallint',
  amount_minor: 'bigint',
  late_fee_shown_minor: 'bigint',
} as const;
