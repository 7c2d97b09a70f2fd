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

/** How much of which notice; without an amount all that is left to pay. */
export interface NoticeToPay {
  readonly code: string;
  readonly amountMinor: bigint | null;
}

export interface PaymentOrder {
  /** Else a new one (newPaymentId). */
  readonly paymentId?: string;
  /** 1 to 20, no notice twice. */
  readonly notices: readonly NoticeToPay[];
  readonly payerKey: string;
  readonly clientId: string;
  readonly provider: ProviderName;
  readonly returnUrl: string | null;
  /** What the app calls it; one that it has used is refused. */
  readonly reference: string | null;
  readonly now: Date;
}

/** What came of an order, as it is stored under its idempotency key. */
export type OpenedPayment =
  | { readonly kind: 'opened'; readonly paymentId: string }
  | { readonly kind: 'not-found'; readonly noticeCode: string }
  | { readonly kind: Exclude<NoticeStatus, 'issued' | 'partly-paid'>; readonly noticeCode: string }
  | { readonly kind: 'more-than-due'; readonly noticeCode: string; readonly leftMinor: string }
  | { readonly kind: 'in-progress'; readonly paymentId: string }
  | { readonly kind: 'reference-used' };

/** The same, with the payment as it has just been written. */
export type Opening =
  | Exclude<OpenedPayment, { readonly kind: 'opened' }>
  | { readonly kind: 'opened'; readonly paymentId: string; readonly payment: PaymentRow };

/** How long a payer may take; afterwards another attempt may begin. */
const validityMilliseconds = 15 * 60 * 1000;

/**
 * Rises with time (RFC 9562, version 7): what belongs to new payments then lies together at the end of each
 * index, and a payment costs the same however many there are. It cannot be guessed all the same, having 74
 * random bits.
 */
export function newPaymentId(): string {
  return timeOrderedUuid();
}

/**
 * Records a payment in its first state; part of the caller's transaction. The provider is asked afterwards.
 * One notice that cannot be paid refuses the whole order: a payer is never charged for other than what he was
 * shown.
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
  // What the payer is asked for does not change while he pays.
  for (const notice of notices) await accrueLateFee(trx, notice, order.now);
  return { kind: 'opened', paymentId: payment.id, payment };
}

/**
 * The same in one statement together with the claim on the order's idempotency key, where nothing stands in
 * its way and the notices need not be written: almost always.
 *
 * @param notices as they were read, with nothing locked
 * @returns `null` where nothing is written, and it has to be looked at under locks
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

/** An attempt that is under way for notices of an order. */
interface Attempt extends PaymentRow {
  /** Those notices. */
  readonly holds: readonly string[];
  /** Whether its payer has let an earlier attempt for one of them end without money. */
  readonly had_its_turn: boolean;
}

/** Ends the attempts that give way to this order; the first that does not is returned. */
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
 * Whether an attempt gives way. Its money, should it come all the same, counts as any other. Who knows a
 * notice's code may pay it, but not keep it from being paid: an attempt of somebody else gives way to the
 * addressee, and, where its payer has had his turn, to anybody.
 */
function yields(other: Attempt, notices: readonly NoticeRow[], { payerKey, now }: PaymentOrder): boolean {
  // The payer has paid: only the provider can say what becomes of it.
  if (other.state === 'submitted') return false;
  if (other.expires_at <= now) return true;
  if (other.payer_key === payerKey) return false;
  const addressees = notices
    .filter(({ code }) => other.holds.includes(code))
    .map((notice) => notice.citizen_key);
  if (addressees.includes(other.payer_key)) return false;
  return addressees.every((addressee) => addressee === payerKey) || other.had_its_turn;
}

/** The payment that an order asks for, or why there can be none. */
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
  if (first === undefined) throw new Error('a payment of nothing');
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
 * Writes a payment with what it is for, where no other is under way for its notices, whose locks the caller
 * holds, and the app has not used the reference before.
 *
 * @returns whether it is written; else nothing is
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

/** `opened` has a row where it is written. */
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
