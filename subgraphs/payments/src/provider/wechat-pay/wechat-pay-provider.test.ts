import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentity } from '../../../../../test/simulators/wechat-pay/certificate.ts';
import { rawOf, type Sent } from '../../../test/fixtures/provider-bench.ts';
import { startWeChatPayBench, type WeChatPayBench } from '../../../test/fixtures/wechat-pay-bench.ts';
import { orderNumber } from '../order-number.ts';
import { parseWeChatStatement } from './statement.ts';

// provider-contract.test.ts covers what every adapter promises.
describe('WeChat Pay, against the simulator', () => {
  let bench: WeChatPayBench;
  beforeAll(async () => {
    bench = await startWeChatPayBench();
  });
  afterAll(() => bench.stop());

  const money = { amountMinor: 12_345n, currency: 'CNY' };
  const order = () => ({
    paymentId: randomUUID(),
    ...money,
    description: 'Notice',
    returnUrl: null,
    expiresAt: new Date(Date.now() + 900_000),
  });
  const started = async () => {
    const one = order();
    expect(await bench.provider.start(one)).toMatchObject({
      payUrl: expect.stringMatching(/^weixin:\/\/wxpay\//),
    });
    return { id: one.paymentId, number: orderNumber(one.paymentId) };
  };
  const verify = (sent: Sent, by = bench.provider) => by.verifyNotification(rawOf(sent));

  it('distinguishes a refusal from a wrong merchant certificate', async () => {
    expect(await bench.create({ appId: 'wx0000000000000002' }).start(order())).toEqual({ started: false });
    const stranger = createIdentity('Somebody else');
    const foreign = bench.create({
      certificate: stranger.certificatePem,
      privateKey: stranger.privateKeyPem,
    });
    await expect(foreign.start(order())).rejects.toMatchObject({ name: 'ProviderUnavailable' });
  });

  it('parses a notification', async () => {
    const { id, number } = await started();
    const told = (change = {}) => verify(bench.wechat.notification(number, change, 'event-1'));
    expect(await told()).toEqual({ eventId: 'event-1', paymentId: id, event: 'start', ...money });
    const events = { SUCCESS: 'succeed', USERPAYING: 'submit', PAYERROR: 'fail', REVOKED: 'cancel' };
    for (const [trade_state, event] of Object.entries(events)) {
      expect(await told({ trade_state })).toMatchObject({ event });
    }
  });

  it('refuses a signed notification that does not decrypt', async () => {
    const { number } = await started();
    const otherKey = bench.create({ apiV3Key: randomBytes(16).toString('hex') });
    // With another key the certificates do not decrypt either, so nothing is trusted.
    await expect(verify(bench.wechat.notification(number), otherKey)).rejects.toMatchObject({
      name: 'ProviderUnavailable',
    });
  });

  it('fetches the certificates for an unknown serial number at most once a minute', async () => {
    const { number } = await started();
    const asked = () => bench.wechat.calls.filter((call) => call === 'GET /v3/certificates').length;
    const before = asked();
    const forged = bench.wechat.notification(number);
    for (let index = 0; index < 20; index++) {
      const headers = { ...forged.headers, 'wechatpay-serial': `5A${index}` };
      await expect(verify({ ...forged, headers })).rejects.toMatchObject({ name: 'NotificationRefused' });
    }
    expect(asked() - before).toBeLessThanOrEqual(1);
  });

  it('does not fetch them for each forgery while they are unavailable', async () => {
    const { number } = await started();
    const forged = bench.wechat.notification(number);
    let asked = 0;
    const down = createServer((_request, response) => {
      asked += 1;
      response.writeHead(503).end();
    });
    await new Promise<void>((resolve) => down.listen(0, '127.0.0.1', resolve));
    const fresh = bench.create({ endpoint: `http://127.0.0.1:${(down.address() as AddressInfo).port}` });
    for (let index = 0; index < 20; index++) await expect(verify(forged, fresh)).rejects.toThrow();
    expect(asked).toBeLessThan(5);
    down.close();
  });

  it('fetches them once for simultaneous notifications, and refuses none', async () => {
    const fresh = bench.create();
    const before = bench.wechat.calls.filter((call) => call === 'GET /v3/certificates').length;
    const opened = await Promise.all(Array.from({ length: 5 }, () => fresh.start(order())));
    expect(opened.map(({ started: isStarted }) => isStarted)).toEqual([true, true, true, true, true]);
    expect(bench.wechat.calls.filter((call) => call === 'GET /v3/certificates')).toHaveLength(before + 1);
  });

  it('refuses a truncated statement', () => {
    const header =
      '交易时间,微信订单号,商户订单号,交易状态,应结订单金额,商户退款单号,退款金额,货币种类,手续费';
    expect(parseWeChatStatement(`${header}\r\n总交易单数\r\n\`0`)).toEqual([]);
    const line = '`2026-11-25 10:00:00,`1,`2,`SUCCESS,`1.00,`0,`0.00,`CNY';
    expect(() => parseWeChatStatement(`${header}\r\n${line}`)).toThrow(/line 1/);
    expect(() => parseWeChatStatement(`${header}\r\n${line},\`0,00`)).toThrow(/line 1/);
  });

  it('rejects an answer without the platform’s signature', async () => {
    const { id } = await started();
    const other = await bench.startAnother();
    await expect(bench.create({ endpoint: other.endpoint }).query(id)).rejects.toMatchObject({
      name: 'ProviderUnavailable',
    });
    await other.stop();
  });
});
