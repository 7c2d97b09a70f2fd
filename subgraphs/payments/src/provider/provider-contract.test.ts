import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startAlipayBench } from '../../test/fixtures/alipay-bench.ts';
import { type ProviderBench, rawOf } from '../../test/fixtures/provider-bench.ts';
import { startTestProviderBench } from '../../test/fixtures/sandbox-provider-bench.ts';
import { startWeChatPayBench } from '../../test/fixtures/wechat-pay-bench.ts';
import { beijingTime } from '../money/beijing-time.ts';
import type { ProviderOrder, RefundOrder } from './provider.ts';

/* The contract of provider.ts for each adapter. Specifics of one provider are tested beside its adapter. */
describe.each([
  ['Alipay', startAlipayBench],
  ['WeChat Pay', startWeChatPayBench],
  ['the test provider', startTestProviderBench],
])('%s', (_name, start) => {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await start();
  });
  afterEach(() => {
    bench.answers('all');
    bench.refuse(null);
    bench.ahead(0);
  });
  afterAll(() => bench.stop());

  const unavailable = { name: 'ProviderUnavailable' };
  const money = { amountMinor: 12_345n, currency: 'CNY' };
  const order = (change: Partial<ProviderOrder> = {}): ProviderOrder => ({
    paymentId: randomUUID(),
    ...money,
    description: 'Notice 33010200100000000017',
    returnUrl: null,
    expiresAt: new Date(bench.clock().getTime() + 900_000),
    ...change,
  });
  const opened = async (change: Partial<ProviderOrder> = {}): Promise<string> => {
    const one = order(change);
    expect(await bench.provider.start(one)).toMatchObject({ started: true });
    return one.paymentId;
  };
  const paid = async (change: Partial<ProviderOrder> = {}): Promise<string> => {
    const id = await opened(change);
    await bench.pay(id);
    return id;
  };
  const refundOf = (paymentId: string, amountMinor: bigint): RefundOrder => ({
    paymentId,
    paymentReference: bench.orderOf(paymentId),
    paymentAmountMinor: money.amountMinor,
    refundId: randomUUID(),
    amountMinor,
    currency: money.currency,
    reason: 'withdrawn',
  });
  const stands = (event: string) => ({ known: true, event, ...money });

  describe('start', () => {
    it('opens an order once, however often it is called, also simultaneously', async () => {
      const one = order();
      const answers = await Promise.all(Array.from({ length: 5 }, () => bench.provider.start(one)));
      const reference = bench.orderOf(one.paymentId);
      for (const answer of [...answers, await bench.provider.start(one)]) {
        expect(answer).toEqual({ started: true, reference, payUrl: expect.stringMatching(/^\w+:\/\/.+/) });
        expect(answer).toEqual(answers[0]);
      }
      await bench.pay(one.paymentId);
      const date = dateOf(bench.clock());
      const lines = (await bench.provider.fetchStatement(date)) ?? [];
      expect(lines.filter((line) => line.order === one.paymentId)).toHaveLength(1);
    });

    it('does not treat a timeout as a refusal: a retry learns the order’s state', async () => {
      const [unheard, lost] = [order(), order()];
      bench.answers('none');
      await expect(bench.provider.start(unheard)).rejects.toMatchObject(unavailable);
      bench.answers('lost');
      await expect(bench.provider.start(lost)).rejects.toMatchObject(unavailable);
      bench.answers('all');
      expect(await bench.provider.query(unheard.paymentId)).toEqual({ known: false });
      expect(await bench.provider.query(lost.paymentId)).toEqual(stands('start'));
      expect(await bench.provider.start(lost)).toMatchObject({ started: true });
    });
  });

  describe('query', () => {
    it('follows an order: unknown, waiting, paid, given back, closed', async () => {
      expect(await bench.provider.query(randomUUID())).toEqual({ known: false });
      const id = await opened();
      expect(await bench.provider.query(id)).toEqual(stands('start'));
      await bench.pay(id);
      expect(await bench.provider.query(id)).toEqual(stands('succeed'));
      await bench.provider.refund(refundOf(id, money.amountMinor));
      // It was paid after all.
      expect(await bench.provider.query(id)).toEqual(stands('succeed'));
      const other = await opened();
      await bench.close(other);
      expect(await bench.provider.query(other)).toEqual(stands('cancel'));
    });

    it('reports an expired order as closed', async () => {
      const id = await opened({ expiresAt: new Date(bench.clock().getTime() + 60_000) });
      bench.ahead(61_000);
      expect(await bench.provider.query(id)).toEqual(stands('cancel'));
      await bench.pay(id);
      expect(await bench.provider.query(id)).toEqual(stands('cancel'));
    });

    it.each(['none', 'lost'] as const)('throws if the state is unknown: answers %s', async (answers) => {
      const id = await paid();
      bench.answers(answers);
      await expect(bench.provider.query(id)).rejects.toMatchObject(unavailable);
      bench.answers('all');
      expect(await bench.provider.query(id)).toEqual(stands('succeed'));
    });
  });

  describe('refund', () => {
    it('refunds in parts, each once, and never more than was paid', async () => {
      const id = await opened();
      expect(await bench.provider.refund(refundOf(id, 1n))).toMatchObject({ outcome: 'refused' });
      await bench.pay(id);
      const part = refundOf(id, 10_000n);
      expect(await bench.provider.refund(part)).toEqual({ outcome: 'accepted', done: bench.refundsAtOnce });
      expect(await bench.provider.refund(part)).toEqual({ outcome: 'accepted', done: true });
      expect(await bench.provider.refund(refundOf(id, 2_346n))).toMatchObject({ outcome: 'refused' });
      expect(await bench.provider.refund(refundOf(id, 2_345n))).toMatchObject({ outcome: 'accepted' });
      expect(await givenBack(id)).toEqual([10_000n, 2_345n]);
    });

    it('refuses another amount under the same refund id', async () => {
      const refund = refundOf(await paid(), 100n);
      await bench.provider.refund(refund);
      expect(await bench.provider.refund({ ...refund, amountMinor: 200n })).toMatchObject({
        outcome: 'refused',
      });
      expect(await givenBack(refund.paymentId)).toEqual([100n]);
    });

    it.each(['none', 'lost'] as const)(
      'is unknown if the answers are %s, and is then done once',
      async (answers) => {
        const refund = refundOf(await paid(), 2_345n);
        bench.answers(answers);
        expect(await bench.provider.refund(refund)).toEqual({ outcome: 'unknown' });
        bench.answers('all');
        expect(await bench.provider.refund(refund)).toMatchObject({ outcome: 'accepted' });
        expect(await bench.provider.refund(refund)).toEqual({ outcome: 'accepted', done: true });
        expect(await givenBack(refund.paymentId)).toEqual([2_345n]);
      },
    );

    async function givenBack(paymentId: string): Promise<bigint[]> {
      const lines = (await bench.provider.fetchStatement(dateOf(bench.clock()))) ?? [];
      return lines.flatMap(({ kind, order: of, amountMinor }) =>
        kind === 'refund' && of === paymentId ? [amountMinor] : [],
      );
    }
  });

  describe('a refusal', () => {
    it('distinguishes a final refusal from an open one', async () => {
      const id = await paid();
      const { final, open } = bench.refusals;
      for (const refusal of final) {
        bench.refuse(refusal);
        expect(await bench.provider.start(order()), refusal.code).toEqual({ started: false });
        expect(await bench.provider.refund(refundOf(id, 1n)), refusal.code).toMatchObject({
          outcome: 'refused',
        });
      }
      for (const refusal of open) {
        bench.refuse(refusal);
        await expect(bench.provider.start(order()), refusal.code).rejects.toMatchObject(unavailable);
        expect(await bench.provider.refund(refundOf(id, 1n)), refusal.code).toEqual({ outcome: 'unknown' });
      }
      for (const refusal of [...final, ...open]) {
        bench.refuse(refusal);
        // A refused query says nothing about the order.
        await expect(bench.provider.query(id), refusal.code).rejects.toMatchObject(unavailable);
      }
      bench.refuse(null);
      expect(await bench.provider.query(id)).toEqual(stands('succeed'));
    });
  });

  describe('verifyNotification', () => {
    it('reports the event and its order', async () => {
      const id = await opened();
      const event = { eventId: 'event-1', paymentId: id, event: 'start', ...money };
      expect(await bench.provider.verifyNotification(rawOf(bench.notification(id, 'event-1')))).toEqual(
        event,
      );
      expect(bench.provider.acknowledgement.body).not.toBe('');
    });

    it('identifies an event by its content, even if each delivery is encrypted and signed again', async () => {
      const id = await opened();
      const deliver = (after: number) => {
        const sentAt = new Date(bench.clock().getTime() + after);
        return bench.provider.verifyNotification(rawOf(bench.notification(id, 'event-1', sentAt)));
      };
      expect(await deliver(1_000)).toEqual(await deliver(0));
    });

    it('refuses forged notifications and those for others', async () => {
      const id = await opened();
      const forgeries = { ...bench.forgeries(id), nothing: { headers: {}, body: '' } };
      for (const [what, forgery] of Object.entries(forgeries)) {
        const verified = bench.provider.verifyNotification(rawOf(forgery));
        await expect(verified, what).rejects.toMatchObject({ name: 'NotificationRefused' });
      }
    });

    it.each([-302, 302])('refuses a notification dated %i s from now', async (seconds) => {
      const id = await opened();
      const sentAt = (after: number) => new Date(bench.clock().getTime() + after * 1000);
      const verify = (after: number) =>
        bench.provider.verifyNotification(rawOf(bench.notification(id, 'event', sentAt(after))));
      await expect(verify(seconds)).rejects.toMatchObject({ name: 'NotificationRefused' });
      await verify(seconds - Math.sign(seconds) * 12);
    });
  });

  describe('fetchStatement', () => {
    it('returns every movement of its day, and no other', async () => {
      bench.ahead(40 * 86_400_000);
      const date = dateOf(bench.clock());
      expect((await bench.provider.fetchStatement(date)) ?? []).toEqual([]);
      const [first, second] = [await paid(), await paid({ amountMinor: 100n })];
      const refund = refundOf(first, 2_345n);
      await bench.provider.refund(refund);
      await opened();
      const line = { currency: 'CNY', transaction: expect.any(String), occurredAt: expect.any(Date) };
      const payment = (id: string, amountMinor: bigint) => ({
        ...line,
        kind: 'payment',
        order: id,
        refund: null,
        amountMinor,
        feeMinor: bench.feeMinor(amountMinor),
      });
      const lines = (await bench.provider.fetchStatement(date)) ?? [];
      expect(lines).toHaveLength(3);
      expect(lines).toEqual(
        expect.arrayContaining([
          payment(first, 12_345n),
          payment(second, 100n),
          {
            ...line,
            kind: 'refund',
            order: first,
            refund: refund.refundId,
            amountMinor: 2_345n,
            feeMinor: 0n,
          },
        ]),
      );
      expect(lines.map(({ occurredAt }) => dateOf(occurredAt))).toEqual([date, date, date]);
    });

    it('throws if it is unavailable, which is not an empty day', async () => {
      bench.answers('none');
      await expect(bench.provider.fetchStatement(dateOf(bench.clock()))).rejects.toMatchObject(unavailable);
    });
  });
});

/** The date in Beijing, whose midnight ends a day of account. */
function dateOf(instant: Date): string {
  return beijingTime(instant).slice(0, 10);
}
