import { randomBytes } from 'node:crypto';
import { createDatabase } from '@civic-graph/subgraph-kit';
import { startTestDatabase } from '@civic-graph/testing';
import type { KyselyPlugin } from 'kysely';
import type { PaymentsTables } from '../../tables.ts';
import { type ProviderBench, type Sent, withHeader } from '../provider-bench.fixture.ts';
import { signNotification, type TestNotification } from './notification.ts';
import { closeIfExpired, createOrderBook } from './orders.ts';
import { createTestProvider } from './test-provider.ts';

/** The test provider, whose books are in a database: one that does not answer is its outage. */
export async function startTestProviderBench(): Promise<ProviderBench> {
  const server = await startTestDatabase();
  const books = createDatabase<PaymentsTables>(server.url);
  const secret = randomBytes(32).toString('base64');
  let answers: 'all' | 'lost' | 'none' = 'all';
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const between: KyselyPlugin = {
    transformQuery({ node }) {
      if (answers === 'none') throw new Error('not reached');
      return node;
    },
    async transformResult({ result }) {
      if (answers === 'lost') throw new Error('the answer is lost');
      return result;
    },
  };
  await createOrderBook(books);
  const provider = await createTestProvider({
    db: books.withPlugin(between),
    deployment: 'demo',
    publicUrl: 'http://payments.test',
    secret,
    clock,
    fetch: async () => new Response(),
  });
  const content = (paymentId: string): TestNotification => ({
    type: 'payment.created',
    data: { reference: paymentId, amountMinor: '12345', currency: 'CNY' },
  });
  return {
    name: 'the test provider',
    provider,
    clock,
    ahead: (milliseconds) => {
      ahead = milliseconds;
    },
    answers: (what) => {
      answers = what;
    },
    // It has no reason to refuse an order, and no code to do it with.
    refuse: () => undefined,
    refusals: { final: [], open: [] },
    pay: async (id) => {
      await provider.decide(id, 'paid');
    },
    close: (id) => closeIfExpired(books, id, new Date(clock().getTime() + 3_600_000)),
    notification: (id, eventId, sentAt = clock()) => signNotification(secret, eventId, content(id), sentAt),
    forgeries: (id) => forgeriesOf(secret, content(id), clock()),
    orderOf: (paymentId) => paymentId,
    refundsAtOnce: true,
    feeMinor: () => 0n,
    async stop() {
      await books.destroy();
      await server.stop();
    },
  };
}

function forgeriesOf(secret: string, content: TestNotification, now: Date): Record<string, Sent> {
  const genuine = signNotification(secret, 'event', content, now);
  const otherwise = (change: object) =>
    signNotification(secret, 'event', { ...content, ...change } as TestNotification, now);
  return {
    'no signature': withHeader(genuine, 'webhook-signature', ''),
    'another’s signature': signNotification(randomBytes(32).toString('base64'), 'event', content, now),
    'another time': withHeader(genuine, 'webhook-timestamp', String(Math.floor(now.getTime() / 1000) + 1)),
    'another id': withHeader(genuine, 'webhook-id', 'another'),
    'an id without end': signNotification(secret, 'e'.repeat(256), content, now),
    'another amount': { ...genuine, body: genuine.body.replace('12345', '1') },
    'an unknown state': otherwise({ type: 'payment.something' }),
    'an amount that is none': otherwise({ data: { ...content.data, amountMinor: '1e3' } }),
  };
}
