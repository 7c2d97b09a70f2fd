import type { Db, PaymentRow } from '../database.ts';
import { initialState, isUnderWay, nextState, type PaymentEventName, type PaymentState } from './states.ts';

/** The first entry of a payment's history. */
export async function recordCreation(
  trx: Db,
  payment: Pick<PaymentRow, 'agency' | 'id' | 'created_at'>,
): Promise<void> {
  await trx
    .insertInto('payment_event')
    .values({
      agency: payment.agency,
      payment_id: payment.id,
      sequence: 1,
      event: 'create',
      from_state: null,
      to_state: initialState,
      occurred_at: payment.created_at,
    })
    .execute();
}

/**
 * Moves a payment as the state table says and records the step. The caller holds the payment's row lock, so
 * that the state that was read is the state that is left. A payment that ends without money releases its notices to
 * others; where the money goes that came is the caller's to say.
 *
 * @returns the new state, or `null` where the table says that the event changes nothing
 */
export async function movePayment(
  trx: Db,
  payment: Pick<PaymentRow, 'agency' | 'id' | 'state'>,
  event: PaymentEventName,
  at: Date,
): Promise<PaymentState | null> {
  const next = nextState(payment.state, event);
  if (next === null) return null;
  await trx
    .updateTable('payment')
    .set({ state: next })
    .where('agency', '=', payment.agency)
    .where('id', '=', payment.id)
    .execute();
  await trx
    .insertInto('payment_event')
    .columns(['agency', 'payment_id', 'sequence', 'event', 'from_state', 'to_state', 'occurred_at'])
    .expression((builder) =>
      builder
        .selectFrom('payment_event')
        .select((select) => [
          select.val(payment.agency).as('agency'),
          select.cast<string>(select.val(payment.id), 'uuid').as('payment_id'),
          select.cast<number>(select(select.fn.max('sequence'), '+', 1), 'int2').as('sequence'),
          select.val(event).as('event'),
          select.val(payment.state).as('from_state'),
          select.val(next).as('to_state'),
          select.cast<Date>(select.val(at), 'timestamptz').as('occurred_at'),
        ])
        .where('agency', '=', payment.agency)
        .where('payment_id', '=', payment.id),
    )
    .execute();
  const bringsMoney = event === 'succeed' || event === 'surplus';
  if (!bringsMoney && isUnderWay(payment.state) && !isUnderWay(next)) {
    await trx
      .updateTable('payment_notice')
      .set({ state: 'released' })
      .where('payment_id', '=', payment.id)
      .where('state', '=', 'open')
      .execute();
  }
  return next;
}
