import { eventually, personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { writeIfUnchanged } from '../database/write.ts';
import { areAllUnchanged, noticesIfUnchanged } from '../notice/unchanged-notices.ts';
import { endNotice } from './end-notice.ts';

const { lin } = personas;

describe('a payment without conflicts', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());

  const stateOf = async (id: string) => {
    const found = await payments.ask<{ payment: object }>(
      lin,
      'query ($id: ID!) { payment(id: $id) { state notice { status } parts { state } receipts { number } } }',
      { id },
    );
    return found.payment;
  };
  const queriesOf = async (work: () => Promise<unknown>) => {
    const before = payments.db.queries;
    await work();
    return payments.db.queries - before;
  };
  const waiting = () =>
    eventually(async () => {
      const { rows } = await sql`
        SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`.execute(
        payments.db,
      );
      expect(rows).toHaveLength(1);
    });

  it('is begun by four statements and settled by two, without a transaction', async () => {
    const code = await payments.issue();
    let paymentId = '';
    // Read the notice, write the payment, open the order at the provider, write that.
    const begun = await queriesOf(async () => {
      ({ paymentId } = await payments.initiate(lin, code));
    });
    expect(begun).toBe(4);
    // Write the notification and read the payment; then settle it.
    const settled = await queriesOf(() =>
      payments.deliver(payments.notification(paymentId, 'payment.succeeded')),
    );
    expect(settled).toBe(2);
    expect(await stateOf(paymentId)).toMatchObject({ state: 'SUCCESS', notice: { status: 'PAID' } });
  });

  it('takes no receipt number after it is settled, however often it is notified', async () => {
    const { paymentId } = await payments.initiate(lin, await payments.issue());
    const tell = () => payments.deliver(payments.notification(paymentId, 'payment.succeeded'));
    await tell();
    const lastNumber = async () =>
      (await sql<{ last: string }>`SELECT last_value AS last FROM receipt_serial`.execute(payments.owner))
        .rows;
    const before = await lastNumber();
    for (const _ of [1, 2, 3]) await tell();
    expect(await lastNumber()).toEqual(before);
  });

  it('is settled under locks if its notice is withdrawn between read and write', async () => {
    const code = await payments.issue();
    const { paymentId } = await payments.initiate(lin, code);
    const trx = await payments.db.startTransaction().execute();
    const now = new Date();
    const order = {
      agency: 'finance',
      noticeCode: code,
      event: 'withdraw',
      actor: 'clerk',
      reason: 'test',
    } as const;
    await endNotice(trx, { ...order, now });
    const delivered = payments.deliver(payments.notification(paymentId, 'payment.succeeded'));
    await waiting();
    await trx.commit().execute();
    expect(await delivered).toMatchObject({ status: 200 });
    expect(await stateOf(paymentId)).toEqual({
      state: 'ERROR',
      notice: { status: 'WITHDRAWN' },
      parts: [{ state: 'SURPLUS' }],
      receipts: [],
    });
  });

  describe('a statement that was composed from a notice', () => {
    it.each<[string, object]>([
      ['its status', { status: 'partly-paid' }],
      ['the paid amount', { paid_minor: '1' }],
      ['its late fee', { late_fee_minor: '1' }],
      ['the day that counts to', { late_fee_until: '2026-01-01' }],
      ['whether it is disputed', { disputed: true }],
    ])('writes nothing if %s has changed', async (_what, change) => {
      const code = await payments.issue();
      const notice = await payments.db
        .selectFrom('notice')
        .selectAll()
        .where('code', '=', code)
        .executeTakeFirstOrThrow();
      const write = sql`
        taken AS (INSERT INTO idempotency_key VALUES ('as-read', ${code}, '', '{}', now()) RETURNING key)`;
      const written = (read: object) => {
        const notices = [{ ...notice, ...read }];
        return writeIfUnchanged(
          payments.db,
          [noticesIfUnchanged(notices), write],
          [areAllUnchanged(notices)],
        );
      };
      const keys = () =>
        payments.db.selectFrom('idempotency_key').select('key').where('key', '=', code).execute();
      expect(await written(change)).toBe(false);
      expect(await keys()).toEqual([]);
      expect(await written({})).toBe(true);
      expect(await keys()).toHaveLength(1);
      // Its own key exists by then.
      expect(await written({})).toBe(false);
    });
  });
});
