import { PublicError } from '@civic-graph/errors';
import { sql } from 'kysely';
import type { Db, PaymentRow } from '../database/database.ts';
import { writeAndRead } from '../database/write.ts';
import type { PaymentProvider, StartResult } from '../provider/provider.ts';
import { initialState, nextState } from '../states/payment.ts';
import { lockPayment } from './lock.ts';
import { movePayment, type OrderAtProvider, stepOfPayment } from './move-payment.ts';

interface PaymentToStart {
  readonly payment: PaymentRow;
  /** Its notices, in order. */
  readonly codes: readonly string[];
  readonly now: Date;
}

/**
 * Asks the provider to open a recorded payment, without holding locks.
 *
 * Safe to repeat, even after a crash: a provider opens one order per payment id, and only the first answer
 * moves the payment.
 *
 * @throws PublicError PAYMENT_PROVIDER_UNAVAILABLE if the provider does not answer: the outcome is unknown
 * and the payment stays unchanged, so the caller may retry
 */
export async function startPayment(
  db: Db,
  provider: PaymentProvider,
  { payment, codes, now }: PaymentToStart,
): Promise<PaymentRow> {
  // If a notification overtook the provider's answer and that was lost, the payment has no URL yet.
  const isOpened =
    payment.state !== initialState && !(payment.state === 'started' && payment.pay_url === null);
  if (isOpened) return payment;
  const result = await askProvider(provider, payment, describe(codes));
  const order = result.started ? { provider_reference: result.reference, pay_url: result.payUrl } : null;
  const started = order && (await startOptimistically(db, payment, order, now));
  return started ?? startLocked(db, payment.id, order, now);
}

/** Moves the payment in one statement if it is unchanged since it was read; notices are not affected. */
async function startOptimistically(
  db: Db,
  payment: PaymentRow,
  order: OrderAtProvider,
  now: Date,
): Promise<PaymentRow | null> {
  const state = nextState(payment.state, 'start');
  if (state === null) return null;
  const step = stepOfPayment(payment, 'start', state, now, order);
  const steps = await writeAndRead(db, [step], sql`SELECT sequence FROM payment_step`);
  return steps.length === 0 ? null : { ...payment, ...order, state };
}

function startLocked(db: Db, id: string, order: OrderAtProvider | null, now: Date): Promise<PaymentRow> {
  return db.transaction().execute(async (trx) => {
    const locked = await lockPayment(trx, id);
    if (locked === undefined) throw new Error('a payment has vanished');
    const { payment } = locked;
    const state = await movePayment(trx, payment, order === null ? 'refuse' : 'start', now);
    // Stored even if a notification was faster: the order at the provider must be findable.
    if (order !== null && payment.provider_reference === null) {
      await trx
        .updateTable('payment')
        .set(order)
        .where('agency', '=', payment.agency)
        .where('id', '=', payment.id)
        .execute();
    }
    return { ...payment, ...order, state: state ?? payment.state };
  });
}

/** Description that the payer sees at the provider. */
function describe([first, ...further]: readonly string[]): string {
  return further.length === 0 ? `Notice ${first}` : `Notice ${first} and ${further.length} more`;
}

async function askProvider(
  provider: PaymentProvider,
  payment: PaymentRow,
  description: string,
): Promise<StartResult> {
  try {
    return await provider.start({
      paymentId: payment.id,
      amountMinor: BigInt(payment.amount_minor),
      currency: payment.currency,
      description,
      returnUrl: payment.return_url,
      expiresAt: payment.expires_at,
    });
  } catch (cause) {
    throw new PublicError('PAYMENT_PROVIDER_UNAVAILABLE', undefined, {
      originalError: cause instanceof Error ? cause : null,
    });
  }
}
