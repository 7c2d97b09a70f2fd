import { randomBytes } from 'node:crypto';
import { wellBehaved } from '../../../../../test/simulators/faults.ts';
import { feeMinor } from '../../../../../test/simulators/orders.ts';
import { createIdentity } from '../../../../../test/simulators/wechat-pay/certificate.ts';
import { startWeChatPay } from '../../../../../test/simulators/wechat-pay/simulator.ts';
import { orderNumber } from '../order-number.ts';
import type { PaymentProvider } from '../provider.ts';
import { type ProviderBench, type Refusal, type Sent, withHeader } from '../provider-bench.fixture.ts';
import type { WeChatPayConfig } from './options.ts';
import { createWeChatPayProvider } from './wechat-pay-provider.ts';

type Simulator = Awaited<ReturnType<typeof startWeChatPay>>;

export interface WeChatPayBench extends ProviderBench {
  readonly wechat: Simulator;
  /** Another adapter, configured otherwise, at the same simulator. */
  create(change?: Partial<WeChatPayConfig>): PaymentProvider;
  /** A platform of its own, with keys of its own, that knows the same merchant. */
  startAnother(): Promise<Simulator>;
}

const [appId, merchantId] = ['wx0000000000000001', '1900000001'];

/** WeChat Pay's adapter against the simulator of its wire. */
export async function startWeChatPayBench(): Promise<WeChatPayBench> {
  const merchant = createIdentity('Province treasury');
  const apiV3Key = randomBytes(16).toString('hex');
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const start = (key: string) =>
    startWeChatPay({ appId, merchantId, certificate: merchant.certificatePem, apiV3Key: key, clock });
  const wechat = await start(apiV3Key);
  const create = (change: Partial<WeChatPayConfig> = {}) =>
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
  const refusal = (status: number, code: string): Refusal => ({ status, code });
  return {
    name: 'WeChat Pay',
    wechat,
    create,
    startAnother: () => start(randomBytes(16).toString('hex')),
    provider: create(),
    clock,
    ahead: (milliseconds) => {
      ahead = milliseconds;
    },
    answers: (what) =>
      Object.assign(wechat.faults, {
        ...wellBehaved,
        outage: what === 'none',
        loseAnswer: what === 'lost' ? 1 : 0,
      }),
    refuse: (refused) => Object.assign(wechat.faults, { refuse: refused }),
    refusals: {
      final: [refusal(400, 'PARAM_ERROR'), refusal(403, 'RULE_LIMIT')],
      open: [
        refusal(400, 'ORDERPAID'),
        refusal(400, 'OUT_TRADE_NO_USED'),
        refusal(401, 'SIGN_ERROR'),
        refusal(429, 'FREQUENCY_LIMITED'),
        refusal(500, 'SYSTEM_ERROR'),
      ],
    },
    pay: async (id) => wechat.pay(orderNumber(id)),
    close: async (id) => wechat.close(orderNumber(id)),
    notification: (id, eventId, sentAt) => wechat.notification(orderNumber(id), {}, eventId, sentAt),
    forgeries: (id) => forgeriesOf(orderNumber(id), wechat.notification),
    orderOf: orderNumber,
    refundsAtOnce: false,
    feeMinor: (amount) => BigInt(feeMinor(Number(amount))),
    stop: () => wechat.stop(),
  };
}

function forgeriesOf(
  number: string,
  notification: (number: string, change?: object) => Sent,
): Record<string, Sent> {
  const genuine = notification(number);
  const header = (name: string, value: string) => withHeader(genuine, `wechatpay-${name}`, value);
  return {
    'no signature': header('signature', ''),
    'WeChat Pay’s own probe': header('signature', 'WECHATPAY/SIGNTEST/AAAA'),
    'another time': header('timestamp', String(Math.floor(Date.now() / 1000) + 1)),
    'no time': header('timestamp', ''),
    'another nonce': header('nonce', 'other'),
    'an unknown serial': header('serial', '5A00'),
    'a name of every object': header('serial', '__proto__'),
    'another body': { ...genuine, body: genuine.body.replace('支付成功', '支付') },
    'another app': notification(number, { appid: 'wx0000000000000002' }),
    'another merchant': notification(number, { mchid: '1900000002' }),
    'an unknown state': notification(number, { trade_state: 'SOMETHING' }),
    'an amount that is none': notification(number, { amount: { total: 0.5, currency: 'CNY' } }),
  };
}
