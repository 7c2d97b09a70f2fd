import { generateKeyPairSync } from 'node:crypto';
import { startAlipay } from '../../../../../test/simulators/alipay/simulator.ts';
import { wellBehaved } from '../../../../../test/simulators/faults.ts';
import { beijing, feeMinor } from '../../../../../test/simulators/orders.ts';
import { orderNumber } from '../order-number.ts';
import type { PaymentProvider } from '../provider.ts';
import type { ProviderBench, Refusal, Sent } from '../provider-bench.fixture.ts';
import { type AlipayConfig, createAlipayProvider } from './alipay-provider.ts';

export interface AlipayBench extends ProviderBench {
  readonly alipay: Awaited<ReturnType<typeof startAlipay>>;
  /** Another adapter, configured otherwise, at the same simulator. */
  create(change?: Partial<AlipayConfig>): PaymentProvider;
}

const [appId, sellerId] = ['2021000000000001', '2088000000000001'];

/** Alipay's adapter against the simulator of its wire. */
export async function startAlipayBench(): Promise<AlipayBench> {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const alipay = await startAlipay({ appId, sellerId, appPublicKey: keys.publicKey, clock });
  const create = (change: Partial<AlipayConfig> = {}) =>
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
  const refusal = (code: string, status = 40004): Refusal => ({ status, code });
  return {
    name: 'Alipay',
    alipay,
    create,
    provider: create(),
    clock,
    ahead: (milliseconds) => {
      ahead = milliseconds;
    },
    answers: (what) =>
      Object.assign(alipay.faults, {
        ...wellBehaved,
        outage: what === 'none',
        loseAnswer: what === 'lost' ? 1 : 0,
      }),
    refuse: (refused) => Object.assign(alipay.faults, { refuse: refused }),
    refusals: {
      final: [refusal('ACQ.INVALID_PARAMETER'), refusal('ACQ.PARTNER_ERROR')],
      open: [
        refusal('ACQ.SYSTEM_ERROR'),
        refusal('ACQ.TRADE_HAS_SUCCESS'),
        refusal('isp.unknow-error', 20000),
        refusal('isv.invalid-signature', 40002),
        refusal('isv.insufficient-isv-permissions', 40006),
      ],
    },
    pay: async (id) => alipay.pay(orderNumber(id)),
    close: async (id) => alipay.close(orderNumber(id)),
    notification: (id, eventId, sentAt = clock()) =>
      alipay.notification(orderNumber(id), { notify_time: beijing(sentAt) }, eventId),
    forgeries: (id) => forgeriesOf(orderNumber(id), alipay.notification),
    orderOf: orderNumber,
    refundsAtOnce: true,
    feeMinor: (amount) => BigInt(feeMinor(Number(amount))),
    stop: () => alipay.stop(),
  };
}

function forgeriesOf(
  number: string,
  notification: (number: string, change?: Record<string, string>) => Sent,
): Record<string, Sent> {
  const genuine = notification(number);
  const edit = (change: (form: URLSearchParams) => void): Sent => {
    const form = new URLSearchParams(genuine.body);
    change(form);
    return { ...genuine, body: String(form) };
  };
  return {
    'no signature': edit((form) => form.delete('sign')),
    'no signature type': edit((form) => form.delete('sign_type')),
    'SHA-1': edit((form) => form.set('sign_type', 'RSA')),
    'an unknown signature type': edit((form) => form.set('sign_type', 'none')),
    'another amount': edit((form) => form.set('total_amount', '1.00')),
    'another state': edit((form) => form.set('trade_status', 'TRADE_SUCCESS')),
    'a field twice': edit((form) => form.append('trade_status', 'TRADE_SUCCESS')),
    'another app': notification(number, { app_id: '2021000000000002' }),
    'another seller': notification(number, { seller_id: '2088000000000002' }),
    'an unknown state': notification(number, { trade_status: 'SOMETHING' }),
    'an amount that is none': notification(number, { total_amount: '1e3' }),
    'a time that is none': notification(number, { notify_time: 'now' }),
    'not a form': { headers: {}, body: '{"out_trade_no":1}' },
  };
}
