import { randomUUID } from 'node:crypto';
import { citizen, personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { createPaymentsSubgraph } from '../subgraph.ts';
import { receiveEvent } from './receive.ts';

const { lin } = personas;
const seconds = (number: number) => new Date(Date.now() + number * 1_000);
const ok = { status: 200, code: undefined };
const refused = { status: 401, code: 'PROVIDER_NOTIFICATION_REFUSED' };
const mismatch = { status: 422, code: 'PROVIDER_NOTIFICATION_MISMATCH' };

describe('notifications of a provider', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());

  const started = async (): Promise<string> =>
    (await payments.initiate(lin, await payments.issue())).paymentId;

  /** All effects of a payment. */
  async function effects(paymentId: string) {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT state, notice.status,
        (SELECT count(*)::int FROM transfer WHERE payment_id = payment.id) AS transfers,
        (SELECT count(*)::int FROM receipt WHERE payment_id = payment.id) AS receipts
      FROM payment_of_notice AS payment JOIN notice ON notice.code = notice_code
      WHERE id = ${paymentId}`.execute(payments.db);
    return rows[0];
  }
  const paid = { state: 'success', status: 'paid', transfers: 1, receipts: 1 };
  const untouched = { state: 'started', status: 'issued', transfers: 0, receipts: 0 };

  it('apply once, however many arrive at the same time', async () => {
    const id = await started();
    const success = payments.notification(id, 'payment.succeeded');
    const answers = await Promise.all(Array.from({ length: 10 }, () => payments.deliver(success)));
    expect(answers).toEqual(Array(10).fill(ok));
    expect(await payments.deliver(success)).toEqual(ok);
    // The same content under another event id.
    expect(await payments.deliver(payments.notification(id, 'payment.succeeded'))).toEqual(ok);
    expect(await effects(id)).toEqual(paid);
  });

  it('are refused if forged or altered, and leave no record', async () => {
    const id = await started();
    const genuine = payments.notification(id, 'payment.succeeded');
    const forgeries = {
      'no signature': { ...genuine, headers: without(genuine.headers, 'webhook-signature') },
      'another signature': {
        ...genuine,
        headers: { ...genuine.headers, 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}` },
      },
      'empty signature': { ...genuine, headers: { ...genuine.headers, 'webhook-signature': 'v1' } },
      'another body': { ...genuine, body: genuine.body.replace('10000', '1') },
      'another id': { ...genuine, headers: { ...genuine.headers, 'webhook-id': randomUUID() } },
      'another time': {
        ...genuine,
        headers: { ...genuine.headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1_000) + 1) },
      },
      'no body': { ...genuine, body: '' },
    };
    for (const [what, forgery] of Object.entries(forgeries)) {
      const answer = await payments.deliver(forgery);
      expect([what, answer.status >= 400 && answer.status < 500]).toEqual([what, true]);
    }
    expect(await effects(id)).toEqual(untouched);
    expect(await recorded(genuine.id)).toBe(0);
    expect(await payments.deliver(genuine)).toEqual(ok);
  });

  it('are refused more than 300 seconds off, and accepted within', async () => {
    const id = await started();
    const at = (offset: number) => payments.notification(id, 'payment.submitted', { at: seconds(offset) });
    expect(await payments.deliver(at(-302))).toEqual(refused);
    expect(await payments.deliver(at(302))).toEqual(refused);
    expect(await effects(id)).toEqual(untouched);
    expect(await payments.deliver(at(-290))).toEqual(ok);
  });

  it('are recorded and refused for a wrong amount, each time', async () => {
    const id = await started();
    const wrong = payments.notification(id, 'payment.succeeded', { amountMinor: '9999' });
    expect(await payments.deliver(wrong)).toEqual(mismatch);
    expect(await payments.deliver(wrong)).toEqual(mismatch);
    expect(await effects(id)).toEqual(untouched);
    expect(await recorded(wrong.id)).toBe(1);
  });

  it.each([randomUUID(), 'not-a-uuid'])('are recorded and refused for the unknown payment %s', async (id) => {
    const lost = payments.notification(id, 'payment.succeeded');
    expect(await payments.deliver(lost)).toEqual(mismatch);
    expect(await recorded(lost.id)).toBe(1);
  });

  it('are refused for a payment that was opened with another provider', async () => {
    const id = await started();
    const { db } = payments;
    const event = { eventId: randomUUID(), paymentId: id, event: 'succeed', currency: 'CNY' } as const;
    const signer = { sign: async () => 'signed' };
    const taken = receiveEvent({ db, signer, clock: () => new Date() }, 'alipay', {
      ...event,
      amountMinor: 10_000n,
    });
    expect(await taken).toBe('unknown-payment');
    expect(await effects(id)).toEqual(untouched);
  });

  it('are refused under an event id that was used with another body', async () => {
    const id = await started();
    const first = payments.notification(id, 'payment.submitted');
    expect(await payments.deliver(first)).toEqual(ok);
    const second = payments.notification(id, 'payment.succeeded', { id: first.id });
    expect(await payments.deliver(second)).toEqual(mismatch);
    expect(await effects(id)).toMatchObject({ state: 'submitted', transfers: 0 });
  });

  it('put aside money for a notice that is already paid', async () => {
    const code = await payments.issue();
    const first = (await payments.initiate(lin, code)).paymentId;
    await payments.deliver(payments.notification(first, 'payment.failed'));
    const second = (await payments.initiate(citizen(1), code)).paymentId;
    await payments.deliver(payments.notification(second, 'payment.succeeded'));
    expect(await payments.deliver(payments.notification(first, 'payment.succeeded'))).toEqual(ok);
    expect(await payments.deliver(payments.notification(first, 'payment.succeeded'))).toEqual(ok);
    expect(await effects(second)).toEqual(paid);
    expect(await effects(first)).toEqual({ state: 'error', status: 'paid', transfers: 1, receipts: 0 });
    const { rows } = await sql<{ account_id: string; amount_minor: string }>`
      SELECT account_id, amount_minor FROM entry JOIN transfer ON transfer.id = transfer_id
      WHERE payment_id = ${first} ORDER BY line`.execute(payments.db);
    expect(rows).toEqual([
      { account_id: 'clearing:test', amount_minor: '10000' },
      { account_id: 'surplus', amount_minor: '-10000' },
    ]);
  });

  it('cancel a second attempt if the first turns out to have succeeded', async () => {
    const code = await payments.issue();
    const first = (await payments.initiate(lin, code)).paymentId;
    await payments.deliver(payments.notification(first, 'payment.failed'));
    const second = (await payments.initiate(lin, code)).paymentId;
    await payments.deliver(payments.notification(first, 'payment.succeeded'));
    expect(await effects(first)).toEqual(paid);
    expect(await effects(second)).toMatchObject({ state: 'cancelled', transfers: 0 });
  });

  it('are applied at the next start after a crash in between', async () => {
    const id = await started();
    const body = { eventId: 'died', paymentId: id, event: 'succeed', amountMinor: '10000', currency: 'CNY' };
    await sql`INSERT INTO provider_notification (provider, event_id, body_digest, body, received_at)
      VALUES ('test', 'died', 'digest', ${JSON.stringify(body)}, now())`.execute(payments.db);
    const restarted = await createPaymentsSubgraph(payments.config);
    await restarted.close();
    expect(await effects(id)).toEqual(paid);
  });

  it('leave a record that cannot be changed', async () => {
    const change = sql`UPDATE provider_notification SET outcome = 'unchanged' WHERE outcome IS NOT NULL`;
    await expect(change.execute(payments.owner)).rejects.toMatchObject({ code: '23001' });
    const remove = sql`DELETE FROM provider_notification`;
    await expect(remove.execute(payments.owner)).rejects.toMatchObject({ code: '23001' });
  });

  async function recorded(eventId: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM provider_notification WHERE event_id = ${eventId}`.execute(payments.db);
    return rows[0]!.n;
  }
});

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}
