import { beijingTime } from '../../money/beijing-time.ts';
import { minorUnitsOf, yuanOf } from '../../money/yuan.ts';
import { orderNumber } from '../order-number.ts';
import {
  type OrderStatus,
  type PaymentProvider,
  ProviderUnavailable,
  type RefundOrder,
  type RefundResult,
} from '../provider.ts';
import { type Answer, askAlipay, isFinalRefusal } from './ask-alipay.ts';
import { verifyAlipayNotification } from './notification.ts';
import { refusingRedirects } from './refusing-redirects.ts';
import { AlipaySdk, type ProxyAgent } from './sdk.ts';
import { fetchAlipayStatement } from './statement.ts';
import { eventOfTrade } from './trade-status.ts';

export interface AlipayConfig {
  readonly appId: string;
  /** Alipay's number of the receiving account; notifications for other accounts are refused. */
  readonly sellerId: string;
  /** Our key, PKCS #8 in PEM. */
  readonly privateKey: string;
  /** Alipay's key, SPKI in PEM. */
  readonly publicKey: string;
  readonly gateway: string;
}

export interface AlipayOptions {
  readonly config: AlipayConfig;
  /** URL for Alipay's notifications. */
  readonly notifyUrl: string;
  readonly clock: () => Date;
  readonly fetch: typeof fetch;
  readonly timeoutMilliseconds?: number;
}

const currency = 'CNY';

/**
 * Alipay's open platform: signed with RSA2 (SHA256withRSA) in both directions. The payer scans or opens a
 * code (`alipay.trade.precreate`), so that no payer data passes through us.
 *
 * https://opendocs.alipay.com/open/8ad49e4a_alipay.trade.precreate
 */
export function createAlipayProvider(options: AlipayOptions): PaymentProvider {
  const { config, notifyUrl, clock, timeoutMilliseconds = 5_000 } = options;
  const sdk = new AlipaySdk({
    appId: config.appId,
    privateKey: config.privateKey,
    keyType: 'PKCS8',
    alipayPublicKey: config.publicKey,
    gateway: config.gateway,
    timeout: timeoutMilliseconds,
    signType: 'RSA2',
    camelcase: false,
    proxyAgent: refusingRedirects() as ProxyAgent,
  });
  const ask = (method: string, bizContent: Record<string, unknown>, further = {}) =>
    askAlipay(sdk, method, bizContent, { ...further, timestamp: beijingTime(clock()) });

  return {
    name: 'alipay',
    acknowledgement: { contentType: 'text/plain; charset=utf-8', body: 'success' },

    async start(order) {
      const number = orderNumber(order.paymentId);
      const content = {
        out_trade_no: number,
        total_amount: yuanOf(order.amountMinor),
        subject: order.description,
        seller_id: config.sellerId,
        time_expire: beijingTime(order.expiresAt),
      };
      const answer = await ask('alipay.trade.precreate', content, { notifyUrl });
      if (isFinalRefusal(answer)) return { started: false };
      const payUrl = requireSuccess(answer, number).qr_code;
      if (typeof payUrl !== 'string') throw new ProviderUnavailable('no qr_code');
      return { started: true, reference: number, payUrl };
    },

    async query(paymentId): Promise<OrderStatus> {
      const number = orderNumber(paymentId);
      const answer = await ask('alipay.trade.query', { out_trade_no: number });
      // Alipay creates the order at the first scan of its code, and does not know it before.
      if (answer.code === '40004' && answer.sub_code === 'ACQ.TRADE_NOT_EXIST') return { known: false };
      const { trade_status, total_amount, send_pay_date } = requireSuccess(answer, number);
      const event = eventOfTrade(trade_status, send_pay_date !== undefined);
      if (event === null) throw new ProviderUnavailable('an unknown trade_status');
      return { known: true, event, amountMinor: minorUnitsOf(String(total_amount)), currency };
    },

    async refund(refund): Promise<RefundResult> {
      try {
        return await giveBack(ask, refund);
      } catch (error) {
        if (error instanceof ProviderUnavailable) return { outcome: 'unknown' };
        throw error;
      }
    },

    verifyNotification: async (raw) => verifyAlipayNotification(sdk, config, raw, clock()),
    fetchStatement: (date) => fetchAlipayStatement(ask, options, date),
  };
}

type Ask = (method: string, bizContent: Record<string, unknown>) => Promise<Answer>;

async function giveBack(ask: Ask, refund: RefundOrder): Promise<RefundResult> {
  const number = orderNumber(refund.paymentId);
  const request = { out_trade_no: number, out_request_no: orderNumber(refund.refundId) };
  const answer = await ask('alipay.trade.refund', {
    ...request,
    refund_amount: yuanOf(refund.amountMinor),
    refund_reason: refund.reason,
  });
  // Topping up the account fixes it: the money is still owed, so the refund is not refused for good.
  if (answer.sub_code === 'ACQ.SELLER_BALANCE_NOT_ENOUGH') return { outcome: 'unknown' };
  if (isFinalRefusal(answer)) return { outcome: 'refused', reason: String(answer.sub_code) };
  if (requireSuccess(answer, number).fund_change === 'Y') return { outcome: 'accepted', done: true };
  // "N": this call moved nothing, because an earlier one did or it is pending.
  const status = requireSuccess(await ask('alipay.trade.fastpay.refund.query', request), number);
  return { outcome: 'accepted', done: status.refund_status === 'REFUND_SUCCESS' };
}

/** A genuine answer to another request must not be accepted. */
function requireSuccess(answer: Answer, number: string): Answer {
  if (answer.code !== '10000') throw new ProviderUnavailable(`${answer.code} ${answer.sub_code ?? ''}`);
  if (answer.out_trade_no !== number) throw new ProviderUnavailable('an answer about another order');
  return answer;
}
