import { beijingTimestamp } from '../../money/beijing-time.ts';
import { orderNumber } from '../order-number.ts';
import {
  type OrderStatus,
  type PaymentProvider,
  ProviderUnavailable,
  type RefundOrder,
  type RefundResult,
} from '../provider.ts';
import { type Answer, isFinalRefusal, parseAnswer } from './answer.ts';
import { verifyWeChatNotification } from './notification.ts';
import type { WeChatPayOptions } from './options.ts';
import { fetchWeChatStatement } from './statement.ts';
import { eventOfTrade } from './trade-state.ts';
import { createWeChatPay, type WeChatPay } from './wechat-pay.ts';

/**
 * WeChat Pay, API v3: requests are signed with the merchant's certificate, answers with the platform's. The
 * payer scans or opens a code (Native), so that no payer data passes through us.
 *
 * https://pay.weixin.qq.com/doc/v3/merchant/4012791877
 */
export function createWeChatPayProvider(options: WeChatPayOptions): PaymentProvider {
  const { config, notifyUrl, clock } = options;
  const pay = createWeChatPay(options);
  return {
    name: 'wechat-pay',
    acknowledgement: { contentType: 'application/json', body: '{"code":"SUCCESS","message":"OK"}' },

    async start(order) {
      const number = orderNumber(order.paymentId);
      const answer = parseAnswer(
        await pay.transactions_native({
          description: order.description,
          out_trade_no: number,
          time_expire: beijingTimestamp(order.expiresAt),
          notify_url: notifyUrl,
          amount: { total: exactNumber(order.amountMinor), currency: order.currency },
        }),
      );
      if (isFinalRefusal(answer)) return { started: false };
      const payUrl = requireSuccess(answer).code_url;
      if (typeof payUrl !== 'string') throw new ProviderUnavailable('no code_url');
      return { started: true, reference: number, payUrl };
    },

    async query(paymentId): Promise<OrderStatus> {
      const number = orderNumber(paymentId);
      const answer = parseAnswer(await pay.query({ out_trade_no: number }));
      if (answer.status === 404 && answer.data.code === 'ORDER_NOT_EXIST') return { known: false };
      const { out_trade_no, trade_state, amount } = requireSuccess(answer);
      if (out_trade_no !== number) throw new ProviderUnavailable('an answer about another order');
      const event = eventOfTrade(trade_state);
      if (event === null || amount?.total === undefined) throw new ProviderUnavailable('not understood');
      return { known: true, event, amountMinor: BigInt(amount.total), currency: amount.currency ?? 'CNY' };
    },

    async refund(refund): Promise<RefundResult> {
      try {
        return await giveBack(pay, refund);
      } catch (error) {
        if (error instanceof ProviderUnavailable) return { outcome: 'unknown' };
        throw error;
      }
    },

    verifyNotification: (raw) => verifyWeChatNotification(pay, config, raw, clock()),
    fetchStatement: (date) => fetchWeChatStatement(pay, date),
  };
}

async function giveBack(pay: WeChatPay, refund: RefundOrder): Promise<RefundResult> {
  const answer = parseAnswer(
    await pay.refunds({
      out_trade_no: orderNumber(refund.paymentId),
      out_refund_no: orderNumber(refund.refundId),
      reason: refund.reason,
      amount: {
        refund: exactNumber(refund.amountMinor),
        total: exactNumber(refund.paymentAmountMinor),
        currency: refund.currency,
      },
    }),
  );
  // Topping up the account fixes it: the money is still owed, so the refund is not refused for good.
  if (answer.data.code === 'NOT_ENOUGH') return { outcome: 'unknown' };
  if (isFinalRefusal(answer)) return { outcome: 'refused', reason: String(answer.data.code) };
  const data = requireSuccess(answer);
  if (data.out_refund_no !== orderNumber(refund.refundId)) {
    throw new ProviderUnavailable('an answer about another refund');
  }
  if (data.status === 'CLOSED') return { outcome: 'refused', reason: 'CLOSED' };
  // ABNORMAL: the payer's bank card is gone; the merchant chooses another target on the platform.
  if (data.status === 'ABNORMAL') return { outcome: 'unknown' };
  return { outcome: 'accepted', done: data.status === 'SUCCESS' };
}

function requireSuccess(answer: Answer): Answer['data'] {
  if (answer.status !== 200) throw new ProviderUnavailable(`HTTP ${answer.status} ${answer.data.code ?? ''}`);
  return answer.data;
}

/** WeChat Pay's amounts are JSON numbers. */
function exactNumber(amountMinor: bigint): number {
  const number = Number(amountMinor);
  if (!Number.isSafeInteger(number)) throw new RangeError('the amount exceeds a JSON number');
  return number;
}
