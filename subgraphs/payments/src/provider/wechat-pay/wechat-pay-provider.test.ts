import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wellBehaved } from '../../../../../test/simulators/faults.ts';
import { beijing } from '../../../../../test/simulators/orders.ts';
import { createIdentity } from '../../../../../test/simulators/wechat-pay/certificate.ts';
import { startWeChatPay } from '../../../../../test/simulators/wechat-pay/simulator.ts';
import { orderNumber } from '../order-number.ts';
import type { PaymentProvider, ProviderOrder } from '../provider.ts';
import { parseWeChatStatement } from './statement.ts';
import { createWeChatPayProvider } from './wechat-pay-provider.ts';

const merchant = createIdentity('Province treasury');
const [appId, merchantId] = ['wx0000000000000001', '1900000001'];
const apiV3Key = randomBytes(16).toString('hex');

describe('WeChat Pay, against the simulator', () => {
  let wechat: Awaited<ReturnType<typeof startWeChatPay>>;
  let provider: PaymentProvider;
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const create = (change = {}) =>
    createWeChatPayProvider({
      config: {
        appId,
        merchantId,
        certificate: merchant.certificatePem,
        privateKey: merchant.privateKeyPem,
        apiV3Key,
        endpoint: wechat.endpoint,
        ...change,
      },
      notifyUrl: 'http://127.0.0.1:1/provider/wechat-pay/notifications',
      clock,
      fetch,
      timeoutMilliseconds: 500,
    });
  beforeAll(async () => {
    wechat = await startWeChatPay({
      appId,
      merchantId,
      certificate: merchant.certificatePem,
      apiV3Key,
      clock,
    });
    provider = create();
  });
  afterEach(() => {
    Object.assign(wechat.faults, wellBehaved);
    ahead = 0;
  });
  afterAll(() => wechat.stop());

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
  const verify = ({ headers, body }: { headers: Record<string, string>; body: string }, by = provider) =>
    by.verifyNotification({ headers, body: Buffer.from(body) });
  const money = { amountMinor: 12_345n, currency: 'CNY' };

  it('opens an order once, however often it is asked', async () => {
    const opened = order();
    const first = await provider.start(opened);
    expect(first).toEqual({
      started: true,
      reference: orderNumber(opened.paymentId),
      payUrl: expect.stringMatching(/^weixin:\/\/wxpay\//),
    });
    expect(await provider.start(opened)).toEqual(first);
  });

  it('tells a refusal from an outage, and from a wrong certificate', async () => {
    expect(await create({ appId: 'wx0000000000000002' }).start(order())).toEqual({ started: false });
    const stranger = createIdentity('Somebody else');
    const foreign = create({ certificate: stranger.certificatePem, privateKey: stranger.privateKeyPem });
    await expect(foreign.start(order())).rejects.toMatchObject({ name: 'ProviderUnavailable' });
    wechat.faults.outage = true;
    await expect(provider.start(order())).rejects.toMatchObject({ name: 'ProviderUnavailable' });
  });

  it('does not take a lost answer for a failure: asked again, it learns what became of the order', async () => {
    const opened = order();
    wechat.faults.loseAnswer = 1;
    await expect(provider.start(opened)).rejects.toMatchObject({ name: 'ProviderUnavailable' });
    await expect(provider.query(opened.paymentId)).rejects.toMatchObject({ name: 'ProviderUnavailable' });
    wechat.faults.loseAnswer = 0;
    expect(await provider.query(opened.paymentId)).toEqual({ known: true, event: 'start', ...money });
  });

  it('follows an order: unknown, waiting, paid, given back, closed', async () => {
    expect(await provider.query(randomUUID())).toEqual({ known: false });
    const { id, number } = await started();
    expect(await provider.query(id)).toEqual({ known: true, event: 'start', ...money });
    wechat.pay(number);
    expect(await provider.query(id)).toEqual({ known: true, event: 'succeed', ...money });
    await provider.refund(refundOf(id, 12_345n));
    expect(await provider.query(id)).toEqual({ known: true, event: 'succeed', ...money });
    const other = await started();
    wechat.close(other.number);
    expect(await provider.query(other.id)).toEqual({ known: true, event: 'cancel', ...money });
  });

  it('gives back in parts, each once, and never more than was paid', async () => {
    const { id, number } = await started();
    expect(await provider.refund(refundOf(id, 1n))).toMatchObject({ outcome: 'refused' });
    wechat.pay(number);
    const part = refundOf(id, 10_000n);
    expect(await provider.refund(part)).toEqual({ outcome: 'accepted', done: false });
    expect(await provider.refund(part)).toEqual({ outcome: 'accepted', done: true });
    expect(await provider.refund(refundOf(id, 2_346n))).toMatchObject({ outcome: 'refused' });
    wechat.faults.loseAnswer = 1;
    const rest = refundOf(id, 2_345n);
    expect(await provider.refund(rest)).toEqual({ outcome: 'unknown' });
    wechat.faults.loseAnswer = 0;
    expect(await provider.refund(rest)).toEqual({ outcome: 'accepted', done: true });
  });

  it('reads a notification, and what it means', async () => {
    const { id, number } = await started();
    const told = (change = {}) => verify(wechat.notification(number, change, 'event-1'));
    expect(await told()).toEqual({ eventId: 'event-1', paymentId: id, event: 'start', ...money });
    const events = { SUCCESS: 'succeed', USERPAYING: 'submit', PAYERROR: 'fail', REVOKED: 'cancel' };
    for (const [trade_state, event] of Object.entries(events)) {
      expect(await told({ trade_state })).toMatchObject({ event });
    }
  });

  it('refuses a notification that is forged, altered, stale or another’s', async () => {
    const { number } = await started();
    const genuine = wechat.notification(number);
    const header = (name: string, value: string) => ({
      ...genuine,
      headers: { ...genuine.headers, [`wechatpay-${name}`]: value },
    });
    const sent = (seconds: number) =>
      wechat.notification(number, {}, undefined, new Date(clock().getTime() - seconds * 1000));
    const refused = {
      'no signature': header('signature', ''),
      'WeChat Pay’s own probe': header('signature', 'WECHATPAY/SIGNTEST/AAAA'),
      'another time': header('timestamp', String(Math.floor(Date.now() / 1000) + 1)),
      'no time': header('timestamp', ''),
      'another nonce': header('nonce', 'other'),
      'an unknown serial': header('serial', '5A00'),
      'a name of every object': header('serial', '__proto__'),
      'another body': { ...genuine, body: genuine.body.replace('支付成功', '支付') },
      'another app': wechat.notification(number, { appid: 'wx0000000000000002' }),
      'another merchant': wechat.notification(number, { mchid: '1900000002' }),
      'an unknown state': wechat.notification(number, { trade_state: 'SOMETHING' }),
      'an amount that is none': wechat.notification(number, { amount: { total: 0.5, currency: 'CNY' } }),
      'sent 302 s ago': sent(302),
      'sent 302 s from now': sent(-302),
      nothing: { headers: {}, body: '' },
    };
    for (const [what, forgery] of Object.entries(refused)) {
      await expect(verify(forgery), what).rejects.toMatchObject({ name: 'NotificationRefused' });
    }
    await verify(sent(290));
  });

  it('refuses a notification whose seal does not hold, signed as it may be', async () => {
    const { number } = await started();
    const otherKey = create({ apiV3Key: randomBytes(16).toString('hex') });
    // With another key not even the certificates open, so nothing is believed.
    await expect(verify(wechat.notification(number), otherKey)).rejects.toMatchObject({
      name: 'ProviderUnavailable',
    });
  });

  it('asks for the certificates of an unknown serial number once a minute at most', async () => {
    const { number } = await started();
    const asked = () => wechat.calls.filter((call) => call === 'GET /v3/certificates').length;
    const before = asked();
    const forged = wechat.notification(number);
    for (let index = 0; index < 20; index++) {
      const headers = { ...forged.headers, 'wechatpay-serial': `5A${index}` };
      await expect(verify({ ...forged, headers })).rejects.toMatchObject({ name: 'NotificationRefused' });
    }
    expect(asked() - before).toBeLessThanOrEqual(1);
  });

  it('does not ask for them with each forgery while they cannot be had', async () => {
    const { number } = await started();
    const forged = wechat.notification(number);
    let asked = 0;
    const down = createServer((_request, response) => {
      asked += 1;
      response.writeHead(503).end();
    });
    await new Promise<void>((resolve) => down.listen(0, '127.0.0.1', resolve));
    const fresh = create({ endpoint: `http://127.0.0.1:${(down.address() as AddressInfo).port}` });
    for (let index = 0; index < 20; index++) await expect(verify(forged, fresh)).rejects.toThrow();
    expect(asked).toBeLessThan(5);
    down.close();
  });

  it('asks for them once for all who come first, and refuses none of them', async () => {
    const fresh = create();
    const before = wechat.calls.filter((call) => call === 'GET /v3/certificates').length;
    const opened = await Promise.all(Array.from({ length: 5 }, () => fresh.start(order())));
    expect(opened.map(({ started: isStarted }) => isStarted)).toEqual([true, true, true, true, true]);
    expect(wechat.calls.filter((call) => call === 'GET /v3/certificates')).toHaveLength(before + 1);
  });

  it('fetches the statement of a day', async () => {
    ahead = 40 * 86_400_000;
    const date = beijing(clock()).slice(0, 10);
    expect(await provider.fetchStatement(date)).toBeNull();
    const [first, second] = [await started(), await started({ amountMinor: 100n })];
    wechat.pay(first.number);
    wechat.pay(second.number);
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
    const header =
      '交易时间,微信订单号,商户订单号,交易状态,应结订单金额,商户退款单号,退款金额,货币种类,手续费';
    expect(parseWeChatStatement(`${header}\r\n总交易单数\r\n\`0`)).toEqual([]);
    const line = '`2026-11-25 10:00:00,`1,`2,`SUCCESS,`1.00,`0,`0.00,`CNY';
    expect(() => parseWeChatStatement(`${header}\r\n${line}`)).toThrow(/line 1/);
    expect(() => parseWeChatStatement(`${header}\r\n${line},\`0,00`)).toThrow(/line 1/);
  });

  it('believes no answer that the platform has not signed', async () => {
    const { id } = await started();
    const other = await startWeChatPay({
      appId,
      merchantId,
      certificate: merchant.certificatePem,
      apiV3Key: randomBytes(16).toString('hex'),
    });
    await expect(create({ endpoint: other.endpoint }).query(id)).rejects.toMatchObject({
      name: 'ProviderUnavailable',
    });
    await other.stop();
  });
});
