import { sql } from 'kysely';
import type { Db, PaymentRow } from '../database/database.ts';
import { type Write, writeAndRead } from '../database/write.ts';
import {
  initialState,
  isUnderWay,
  nextState,
  type PaymentEventName,
  type PaymentState,
} from '../states/payment.ts';

type Moving = Pick<PaymentRow, 'agency' | 'id' | 'state'>;

/** First history entry of the payment that the write `opened` returns. */
export const creationRecorded: Write = sql`
  created AS (
    INSERT INTO payment_event (agency, payment_id, sequence, event, from_state, to_state, occurred_at)
    SELECT agency, id, 1, 'create', NULL, ${initialState}, created_at FROM opened)`;

/** The order that a provider opened for a payment. */
export interface OrderAtProvider {
  readonly provider_reference: string;
  readonly pay_url: string | null;
}

/**
 * Moves a payment from the state that was read and records the step; if the state has changed, `payment_step`
 * is empty. Notices are not affected.
 */
export function stepOfPayment(
  { agency, id, state }: Moving,
  event: PaymentEventName,
  next: PaymentState,
  at: Date,
  order: OrderAtProvider | null = null,
): Write {
  const opened =
    order === null
      ? sql``
      : sql`, provider_reference = ${order.provider_reference}, pay_url = ${order.pay_url}`;
  return sql`
    moved_payment AS (
      UPDATE payment SET state = ${next}${opened} WHERE agency = ${agency} AND id = ${id} AND state = ${state}
      RETURNING agency, id),
    payment_step AS (
      INSERT INTO payment_event (agency, payment_id, sequence, event, from_state, to_state, occurred_at)
      SELECT agency, id,
             (SELECT max(sequence) + 1 FROM payment_event AS earlier
               WHERE earlier.agency = moved_payment.agency AND earlier.payment_id = moved_payment.id),
             ${event}, ${state}, ${next}, ${at}::timestamptz
        FROM moved_payment
      RETURNING sequence)`;
}

/**
 * Applies an event to a payment by the state table and records the step. The caller holds the payment's row
 * lock. An end without money releases the notices; settle-payment.ts handles money.
 *
 * @returns the new state, or `null` if the event changes nothing
 */
export async function movePayment(
  trx: Db,
  payment: Moving,
  event: Exclude<PaymentEventName, 'succeed' | 'surplus'>,
  at: Date,
): Promise<PaymentState | null> {
  const next = nextState(payment.state, event);
  if (next === null) return null;
  const releases = isUnderWay(payment.state) && !isUnderWay(next);
  const step = stepOfPayment(payment, event, next, at);
  const steps = await writeAndRead(
    trx,
    releases ? [step, releaseNotices(payment)] : [step],
    sql`SELECT sequence FROM payment_step`,
  );
  if (steps.length === 0) throw new Error('a payment was moved without its lock');
  return next;
}

function releaseNotices({ id }: Moving): Write {
  return sql`
    released AS (UPDATE payment_notice SET state = 'released' WHERE payment_id = ${id} AND state = 'open')`;
}
