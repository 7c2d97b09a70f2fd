import type { Say } from '../language.ts';

/** A payment's state in words; an unknown state is shown as it is. */
export function stateName(state: string, say: Say): string {
  switch (state) {
    case 'CREATED':
      return say('已创建', 'created');
    case 'STARTED':
      return say('待付款', 'waiting for your payment');
    case 'SUBMITTED':
      return say('已付款，等待到账', 'paid, not settled yet');
    case 'CANCELLED':
      return say('已取消，未付款', 'cancelled, not paid');
    case 'FAILED':
      return say('付款失败', 'declined, not paid');
    case 'SUCCESS':
      return say('已到账', 'paid');
    case 'ERROR':
      return say('未入账，已付款项将退回', 'failed; any money received is refunded');
    default:
      return state;
  }
}

export function providerName(provider: string, say: Say): string {
  switch (provider) {
    case 'ALIPAY':
      return say('支付宝', 'Alipay');
    case 'WECHAT_PAY':
      return say('微信支付', 'WeChat Pay');
    case 'TEST':
      return say('模拟支付', 'Simulated payment');
    default:
      return provider;
  }
}
