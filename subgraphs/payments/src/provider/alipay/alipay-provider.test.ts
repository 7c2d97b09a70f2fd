import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AlipayBench, startAlipayBench } from '../../../test/fixtures/alipay-bench.ts';
import { rawOf } from '../../../test/fixtures/provider-bench.ts';
import { orderNumber } from '../order-number.ts';
import { parseAlipayStatement } from './statement.ts';

// provider-contract.test.ts covers what every adapter promises.
describe('Alipay, against the simulator', () => {
  let bench: AlipayBench;
  beforeAll(async () => {
    bench = await startAlipayBench();
  });
  afterAll(() => bench.stop());

  const started = async () => {
    const id = randomUUID();
    const expiresAt = new Date(Date.now() + 900_000);
    const order = { paymentId: id, ...money, description: 'Notice', returnUrl: null, expiresAt };
    const { provider } = bench;
    expect(await provider.start(order)).toMatchObject({
      payUrl: expect.stringMatching(/^https:\/\/qr\.alipay\.com\//),
    });
    return { id, number: orderNumber(id) };
  };
  const money = { amountMinor: 12_345n, currency: 'CNY' };

  it('refuses a notification for another seller', async () => {
    const another = bench.create({ sellerId: '2088000000000002' });
    const order = { paymentId: randomUUID(), ...money, description: 'Notice', returnUrl: null };
    expect(await another.start({ ...order, expiresAt: new Date(Date.now() + 900_000) })).toEqual({
      started: false,
    });
  });

  it('parses a notification', async () => {
    const { id, number } = await started();
    const told = (change = {}) =>
      bench.provider.verifyNotification(rawOf(bench.alipay.notification(number, change, 'event-1')));
    expect(await told()).toEqual({ eventId: 'event-1', paymentId: id, event: 'start', ...money });
    expect(await told({ trade_status: 'TRADE_SUCCESS' })).toMatchObject({ event: 'succeed' });
    expect(await told({ trade_status: 'TRADE_FINISHED' })).toMatchObject({ event: 'succeed' });
    expect(await told({ trade_status: 'TRADE_CLOSED' })).toMatchObject({ event: 'cancel' });
    expect(await told({ trade_status: 'TRADE_CLOSED', gmt_refund: '2026-11-25 10:00:00' })).toMatchObject({
      event: 'succeed',
    });
    // The caller compares the amount with the payment.
    expect(await told({ total_amount: '0.29' })).toMatchObject({ amountMinor: 29n });
  });

  it('refuses a truncated statement', () => {
    const header = '支付宝交易号,商户订单号,业务类型,完成时间,订单金额（元）,退款批次号/请求号,服务费（元）';
    expect(parseAlipayStatement('门店编号,总笔数\r\n合计,1')).toBeNull();
    expect(parseAlipayStatement(header)).toEqual([]);
    for (const line of ['1,2,交易,2026-11-25 10:00:00,1.00,', '1,2,红包,2026-11-25 10:00:00,1.00,,0.00']) {
      expect(() => parseAlipayStatement(`${header}\n${line}`)).toThrow(/line 1/);
    }
  });

  it('rejects an answer without Alipay’s signature', async () => {
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
    await expect(bench.create({ gateway }).query(id)).rejects.toMatchObject({ name: 'ProviderUnavailable' });
    liar.close();
  });
});
