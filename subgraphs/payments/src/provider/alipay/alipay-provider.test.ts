import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startAlipay } from '../../../../../test/simulators/alipay/simulator.ts';
import { wellBehaved } from '../../../../../test/simulators/faults.ts';
import { beijing } from '../../../../../test/simulators/orders.ts';
import { orderNumber } from '../order-number.ts';
import type { PaymentProvider, ProviderOrder } from '../provider.ts';
import { createAlipayProvider } from './alipay-provider.ts';
import { parseAlipayStatement } from './statement.ts';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const [appId, sellerId] = ['2021000000000001', '2088000000000001'];

describe('Alipay, against the simulator', () => {
  let alipay: Awaited<ReturnType<typeof startAlipay>>;
  let provider: PaymentProvider;
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const create = (change = {}) =>
    createAlipayProvider({
      config: {
        appId,
        sellerId,
        privateKey: keys.privateKey.trim(),
        publicKey: alipay.publicKey.trim(),
        gateway: alipay.gateway,
        ...change,
      },
      notifyUrl: 'http://127.0.0.1:1/provider/alipay/notifications',
      clock,
      fetch,
      timeoutMilliseconds: 500,
    });
  beforeAll(async () => {
    alipay = await startAlipay({ appId, sellerId, appPublicKey: keys.publicKey, clock });
    provider = create();
  });
  afterEach(() => {
    Object.assign(alipay.faults, wellBehaved);
    ahead = 0;
  });
  afterAll(() => alipay.stop());

  const order = (change: Partial<ProviderOrder> = {}): ProviderOrder => ({
    paymentId: randomUUID(),
    amountMinor: 12_345n,
    currency: 'CNY',
    description: 'Notice 33010200100000000017',
    returnUrl: null,
    expiresAt: new Date(clock().getTime() + 900_000),
    ...change,
  });
  const started = async (change: Partial<ProviderOrder> = {}) => {
    const opened = order(change);
    expect(await provider.start(opened)).toMatchObject({ started: true });
    return { id: opened.paymentId, number: orderNumber(opened.paymentId) };
  };
  const refundOf = (paymentId: string, amountMinor: bigint, refundId: string = randomUUID()) => ({
    paymentId,
    paymentReference: orderNumber(paymentId),
    paymentAmountMinor: 12_345n,
    refundId,
    amountMinor,
    currency: 'CNY',
    reason: 'withdrawn',
  });
  const verify = ({ headers, body }: { headers: Record<string, string>; body: string }) =>
    provider.verifyNotification({ headers, body: Buffer.from(body) });
  const money = { amountMinor: 12_345n, currency: 'CNY' };

  it('opens an order once, however often it is asked', async () => {
    const opened = order();
    const first = await provider.start(opened);
    expect(first).toEqual({
      started: true,
      reference: orderNumber(opened.paymentId),
      payUrl: expect.stringMatching(/^https:\/\/qr\.alipay\.com\//),
    });
    expect(await provider.start(opened)).toEqual(first);
    expect(alipay.orders.get(orderNumber(opened.paymentId))).toMatchObject({ amountMinor: 12_345 });
  });

  it('tells a refusal from an outage', async () => {
    expect(await create({ sellerId: '2088000000000002' }).start(order())).toEqual({ started: false });
    alipay.faults.outage = true;
    await expect(provider.start(order())).rejects.toMatchObject({ name: 'ProviderUnavailable' });
  });

  it('does not take a lost answer for a failure: asked again, it learns what became of the order', async () => {
    const opened = order();
    alipay.faults.loseAnswer = 1;
    await expect(provider.start(opened)).rejects.toMatchObject({ name: 'ProviderUnavailable' });
    await expect(provider.query(opened.paymentId)).rejects.toMatchObject({ name: 'ProviderUnavailable' });
    alipay.faults.loseAnswer = 0;
    expect(await provider.query(opened.paymentId)).toEqual({ known: true, event: 'start', ...money });
  });

  it('follows an order: unknown, waiting, paid, given back, closed', async () => {
    expect(await provider.query(randomUUID())).toEqual({ known: false });
    const { id, number } = await started();
    expect(await provider.query(id)).toEqual({ known: true, event: 'start', ...money });
    alipay.pay(number);
    expect(await provider.query(id)).toEqual({ known: true, event: 'succeed', ...money });
    await provider.refund(refundOf(id, 12_345n));
    // TRADE_CLOSED now, as an order that nobody paid: it was paid all the same.
    expect(await provider.query(id)).toEqual({ known: true, event: 'succeed', ...money });
    const other = await started();
    alipay.close(other.number);
    expect(await provider.query(other.id)).toEqual({ known: true, event: 'cancel', ...money });
  });

  it('closes an order that nobody has paid in time', async () => {
    const { id } = await started({ expiresAt: new Date(Date.now() + 60_000) });
    ahead = 61_000;
    expect(await provider.query(id)).toMatchObject({ event: 'cancel' });
  });

  it('gives back in parts, each once, and never more than was paid', async () => {
    const { id, number } = await started();
    expect(await provider.refund(refundOf(id, 1n))).toMatchObject({ outcome: 'refused' });
    alipay.pay(number);
    const part = refundOf(id, 10_000n);
    expect(await provider.refund(part)).toEqual({ outcome: 'accepted', done: true });
    expect(await provider.refund(part)).toEqual({ outcome: 'accepted', done: true });
    expect(await provider.refund(refundOf(id, 2_346n))).toMatchObject({ outcome: 'refused' });
    alipay.faults.loseAnswer = 1;
    const rest = refundOf(id, 2_345n);
    expect(await provider.refund(rest)).toEqual({ outcome: 'unknown' });
    alipay.faults.loseAnswer = 0;
    expect(await provider.refund(rest)).toEqual({ outcome: 'accepted', done: true });
    expect([...alipay.orders.get(number)!.refunds.values()].map((refund) => refund.amountMinor)).toEqual([
      10_000, 2_345,
    ]);
  });

  it('reads a notification, and what it means', async () => {
    const { id, number } = await started();
    const told = (change = {}) => verify(alipay.notification(number, change, 'event-1'));
    expect(await told()).toEqual({ eventId: 'event-1', paymentId: id, event: 'start', ...money });
    expect(await told({ trade_status: 'TRADE_SUCCESS' })).toMatchObject({ event: 'succeed' });
    expect(await told({ trade_status: 'TRADE_FINISHED' })).toMatchObject({ event: 'succeed' });
    expect(await told({ trade_status: 'TRADE_CLOSED' })).toMatchObject({ event: 'cancel' });
    expect(await told({ trade_status: 'TRADE_CLOSED', gmt_refund: '2026-11-25 10:00:00' })).toMatchObject({
      event: 'succeed',
    });
    // What the amount is compared with is the payment, by whoever applies the event.
    expect(await told({ total_amount: '0.29' })).toMatchObject({ amountMinor: 29n });
  });

  it('refuses a notification that is forged, altered, stale or another’s', async () => {
    const { number } = await started();
    const genuine = alipay.notification(number);
    const edit = (change: (form: URLSearchParams) => void) => {
      const form = new URLSearchParams(genuine.body);
      change(form);
      return { ...genuine, body: String(form) };
    };
    const stale = (seconds: number) => beijing(new Date(clock().getTime() - seconds * 1000));
    const refused = {
      'no signature': edit((form) => form.delete('sign')),
      'no signature type': edit((form) => form.delete('sign_type')),
      'SHA-1': edit((form) => form.set('sign_type', 'RSA')),
      'an unknown signature type': edit((form) => form.set('sign_type', 'none')),
      'another amount': edit((form) => form.set('total_amount', '1.00')),
      'another state': edit((form) => form.set('trade_status', 'TRADE_SUCCESS')),
      'a field twice': edit((form) => form.append('trade_status', 'TRADE_SUCCESS')),
      'another app': alipay.notification(number, { app_id: '2021000000000002' }),
      'another seller': alipay.notification(number, { seller_id: '2088000000000002' }),
      'an unknown state': alipay.notification(number, { trade_status: 'SOMETHING' }),
      'an amount that is none': alipay.notification(number, { total_amount: '1e3' }),
      'a time that is none': alipay.notification(number, { notify_time: 'now' }),
      'sent 302 s ago': alipay.notification(number, { notify_time: stale(302) }),
      'sent 302 s from now': alipay.notification(number, { notify_time: stale(-302) }),
      'not a form': { headers: {}, body: '{"out_trade_no":1}' },
      nothing: { headers: {}, body: '' },
    };
    for (const [what, forgery] of Object.entries(refused)) {
      await expect(verify(forgery), what).rejects.toMatchObject({ name: 'NotificationRefused' });
    }
    await verify(alipay.notification(number, { notify_time: stale(290) }));
  });

  it('fetches the statement of a day', async () => {
    ahead = 40 * 86_400_000;
    const date = beijing(clock()).slice(0, 10);
    expect(await provider.fetchStatement(date)).toBeNull();
    const [first, second] = [await started(), await started({ amountMinor: 100n })];
    alipay.pay(first.number);
    alipay.pay(second.number);
    const refund = refundOf(first.id, 2_345n);
    await provider.refund(refund);
    await started();
    const line = { currency: 'CNY', transaction: expect.any(String), occurredAt: expect.any(Date) };
    const payment = { ...line, kind: 'payment', refund: null };
    expect(await provider.fetchStatement(date)).toEqual([
      { ...payment, order: first.id, amountMinor: 12_345n, feeMinor: 74n },
      {
        ...line,
        kind: 'refund',
        order: first.id,
        refund: refund.refundId,
        amountMinor: 2_345n,
        feeMinor: 0n,
      },
      { ...payment, order: second.id, amountMinor: 100n, feeMinor: 1n },
    ]);
  });

  it('refuses half a statement', () => {
    const header = '支付宝交易号,商户订单号,业务类型,完成时间,订单金额（元）,退款批次号/请求号,服务费（元）';
    expect(parseAlipayStatement('门店编号,总笔数\r\n合计,1')).toBeNull();
    expect(parseAlipayStatement(header)).toEqual([]);
    for (const line of ['1,2,交易,2026-11-25 10:00:00,1.00,', '1,2,红包,2026-11-25 10:00:00,1.00,,0.00']) {
      expect(() => parseAlipayStatement(`${header}\n${line}`)).toThrow(/line 1/);
    }
  });

  it('believes no answer that Alipay has not signed', async () => {
    const { number, id } = await started();
    const node = {
      code: '10000',
      out_trade_no: number,
      trade_status: 'TRADE_SUCCESS',
      total_amount: '123.45',
    };
    const liar = createServer((_request, response) =>
      response.end(JSON.stringify({ alipay_trade_query_response: node, sign: 'AAAA' })),
    );
    await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve));
    const gateway = `http://127.0.0.1:${(liar.address() as AddressInfo).port}/gateway.do`;
    await expect(create({ gateway }).query(id)).rejects.toMatchObject({ name: 'ProviderUnavailable' });
    liar.close();
  });
});
