import { personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import type { OrderStatus, PaymentProvider } from '../provider/provider.ts';
import { statusOf } from '../provider/sandbox/statement.ts';
import { demoKeys } from '../receipt/keys.ts';
import { createReceiptSigner, type ReceiptSigner } from '../receipt/signer.ts';
import { askProviders } from './ask-providers.ts';
import { attemptsBeforeCase } from './schedule.ts';

const { lin } = personas;
const [second, minute, hour] = [1_000, 60_000, 3_600_000];

describe('a payment whose outcome is unknown', () => {
  let payments: TestPayments;
  let signer: ReceiptSigner;
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  /** Overrides the provider's answer. */
  let answer: ((paymentId: string) => Promise<OrderStatus>) | undefined;
  beforeAll(async () => {
    payments = await startTestPayments();
    signer = await createReceiptSigner(await demoKeys(payments.db, ['finance'], clock()));
  });
  afterAll(() => payments.stop());

  const advance = (milliseconds: number) => {
    ahead += milliseconds;
    payments.advance(milliseconds);
  };
  const ask = async () => {
    const provider = {
      name: 'test',
      query: (id: string) => answer?.(id) ?? statusOf(payments.db, id, clock()),
    };
    const providers = new Map([['test' as const, provider as unknown as PaymentProvider]]);
    const { db, config } = payments;
    while ((await askProviders({ db, signer, clock, providers, ...config.inquiry })) > 0);
  };
  const started = async (code?: string) =>
    (await payments.initiate(lin, code ?? (await payments.issue()))).paymentId;
  const read = async (id: string) => {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT state, closed_by_provider AS closed, (SELECT attempts FROM payment_inquiry WHERE payment_id = payment.id),
        (SELECT count(*)::int FROM transfer WHERE payment_id = payment.id) AS transfers,
        (SELECT count(*)::int FROM receipt WHERE payment_id = payment.id) AS receipts
      FROM payment WHERE id = ${id}`.execute(payments.db);
    return rows[0];
  };
  const cases = async (id: string) => {
    const { rows } = await sql`SELECT kind, resolution FROM payment_case WHERE payment_id = ${id}`.execute(
      payments.db,
    );
    return rows;
  };
  const paidThere = (id: string) =>
    sql`UPDATE test_provider.provider_order SET outcome = 'paid', decided_at = now() WHERE reference = ${id}`.execute(
      payments.db,
    );

  it('is queried, and settled as if the provider had notified', async () => {
    const id = await started();
    await paidThere(id);
    await ask();
    // The provider has half a minute to notify.
    expect(await read(id)).toMatchObject({ state: 'started', attempts: null });
    advance(31 * second);
    await ask();
    expect(await read(id)).toMatchObject({ state: 'success', transfers: 1, receipts: 1, attempts: 1 });
    advance(hour);
    await ask();
    expect(await read(id)).toMatchObject({ attempts: 1 });
  });

  it('is left alone while the provider waits for the payer, and ends with the order', async () => {
    const id = await started();
    advance(31 * second);
    await ask();
    expect(await read(id)).toMatchObject({ state: 'started', attempts: 1 });
    await ask();
    expect(await read(id)).toMatchObject({ attempts: 1 });
    advance(31 * second);
    await ask();
    expect(await read(id)).toMatchObject({ state: 'started', attempts: 2 });
    advance(16 * minute);
    await ask();
    expect(await read(id)).toMatchObject({ state: 'cancelled', closed: true, transfers: 0 });
    expect(await cases(id)).toEqual([]);
  });

  it('ends if the provider does not know it, but not before its time is over', async () => {
    const id = await started();
    await sql`DELETE FROM test_provider.provider_order WHERE reference = ${id}`.execute(payments.owner);
    advance(17 * minute);
    await ask();
    expect(await read(id)).toMatchObject({ state: 'started', attempts: 1 });
    advance(10 * minute);
    await ask();
    expect(await read(id)).toMatchObject({ state: 'cancelled', closed: true });
  });

  it('is queried after it gave way to another attempt, because it may have been paid', async () => {
    const code = await payments.issue();
    const first = await started(code);
    await paidThere(first);
    answer = () => Promise.reject(new Error('down'));
    advance(16 * minute);
    const other = await started(code);
    expect(await read(first)).toMatchObject({ state: 'cancelled', closed: false });
    answer = undefined;
    advance(31 * second);
    await ask();
    expect(await read(first)).toMatchObject({ state: 'success', transfers: 1 });
    expect(await read(other)).toMatchObject({ state: 'cancelled', transfers: 0 });
  });

  it('becomes a case if the provider cannot tell, which closes once it can', async () => {
    const id = await started();
    answer = () => Promise.reject(new Error('down'));
    for (let attempt = 1; attempt <= attemptsBeforeCase; attempt++) {
      expect(await cases(id)).toEqual([]);
      advance(6 * hour);
      await ask();
    }
    expect(await read(id)).toMatchObject({ state: 'started', attempts: attemptsBeforeCase });
    expect(await cases(id)).toEqual([{ kind: 'outcome-unknown', resolution: null }]);
    advance(6 * hour);
    await ask();
    expect(await cases(id)).toHaveLength(1);
    answer = undefined;
    await paidThere(id);
    advance(6 * hour);
    await ask();
    expect(await read(id)).toMatchObject({ state: 'success', receipts: 1 });
    expect(await cases(id)).toEqual([{ kind: 'outcome-unknown', resolution: 'answered' }]);
  });

  it('is queried by one process at a time', async () => {
    const id = await started();
    advance(31 * second);
    let asked = 0;
    answer = async () => {
      asked += 1;
      return { known: true, event: 'submit', amountMinor: 10_000n, currency: 'CNY' };
    };
    await Promise.all([ask(), ask(), ask()]);
    expect(asked).toBe(1);
    expect(await read(id)).toMatchObject({ state: 'submitted', attempts: 1 });
    answer = undefined;
  });
});
