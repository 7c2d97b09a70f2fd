import { PublicError } from '@civic-graph/errors';
import { ConfigurationError } from '@civic-graph/service';
import type { Db } from '../../database/database.ts';
import { type PaymentProvider, ProviderUnavailable } from '../provider.ts';
import { signNotification, verifyNotification } from './notification.ts';
import { decideOrder, giveBack, openOrder, type TestOrder, type TestOutcome } from './orders.ts';
import { statementOf, statusOf } from './statement.ts';

export interface TestProviderOptions {
  readonly db: Db;
  readonly deployment: 'demo' | 'production';
  /** Public base URL of this service. */
  readonly publicUrl: string;
  /** Shared by the two sides of the simulation; base64. */
  readonly secret: string;
  readonly clock: () => Date;
  /** Delivers a notification; tests replace the network. */
  readonly fetch: typeof fetch;
}

export interface TestProvider extends PaymentProvider {
  /** The payer's decision; resolves after the delivery of the notification. */
  decide(reference: string, outcome: TestOutcome): Promise<TestOrder | undefined>;
}

/**
 * A provider in which no money moves, with a real provider's interface: a payment page, and signed
 * notifications over HTTP.
 *
 * @throws ConfigurationError in production, where anyone could mark a notice as paid
 */
export async function createTestProvider(options: TestProviderOptions): Promise<TestProvider> {
  if (options.deployment !== 'demo') {
    throw new ConfigurationError(
      'PAYMENT_PROVIDERS: "test" needs DEPLOYMENT=demo; it settles notices without money',
    );
  }
  const { db, publicUrl, secret } = options;
  return {
    name: 'test',
    async start(order) {
      await answered(openOrder(db, order));
      const payUrl = new URL(`/provider/test/pay/${order.paymentId}`, publicUrl).href;
      return { started: true, reference: order.paymentId, payUrl };
    },
    refund: (order) => giveBack(db, order, options.clock()).catch(() => ({ outcome: 'unknown' })),
    query: (paymentId) => answered(statusOf(db, paymentId, options.clock())),
    verifyNotification: async (raw) => verifyNotification(secret, raw),
    acknowledgement: { contentType: 'application/json', body: '{"status":"ok"}' },
    fetchStatement: (date) => answered(statementOf(db, date)),
    async decide(reference, outcome) {
      const order = await decideOrder(db, reference, outcome, options.clock());
      if (order?.outcome) await notify(options, order, order.outcome);
      return order;
    },
  };
}

/** Its tables are in our database, so a lost database is an unavailable provider. */
async function answered<Answer>(work: Promise<Answer>): Promise<Answer> {
  try {
    return await work;
  } catch (cause) {
    throw new ProviderUnavailable('the test provider does not answer', { cause });
  }
}

/**
 * The error of a failed delivery: the decision is final, so the payer may decide again to repeat the
 * delivery.
 */
function notDelivered(message: string, originalError: Error | null = null): PublicError {
  return new PublicError('PAYMENT_PROVIDER_UNAVAILABLE', message, { originalError });
}

/** A repeated decision repeats the delivery, with the same event id. */
async function notify(options: TestProviderOptions, order: TestOrder, outcome: TestOutcome): Promise<void> {
  const { reference, amount_minor: amountMinor, currency } = order;
  const type = outcome === 'paid' ? 'payment.succeeded' : 'payment.failed';
  const notification = { type, data: { reference, amountMinor, currency } } as const;
  const signed = signNotification(options.secret, `${reference}:${type}`, notification, options.clock());
  const url = new URL('/provider/test/notifications', options.publicUrl);
  const response = await options
    .fetch(url, { method: 'POST', ...signed, redirect: 'error', signal: AbortSignal.timeout(5_000) })
    .catch((originalError) => {
      throw notDelivered('the notification was not answered', originalError);
    });
  if (!response.ok) throw notDelivered(`the notification was answered with ${response.status}`);
}
