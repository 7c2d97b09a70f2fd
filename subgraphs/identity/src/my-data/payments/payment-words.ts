import type { Say } from '../language.ts';

/** A payment's state in words; a state that is not known here, as it is. */
export function stateName(state: string, say: Say): string {
  switch (state) {
    case 'CREATED':
      return say('已创建', 'created');
    case 'STARTED':
      return say('等待付款', 'waits for you to pay');
    case 'SUBMITTED':
      return say('已付款，等待到账', 'paid, not settled yet');
    case 'CANCELLED':
      return say('已取消，未付款', 'ended without payment');
    case 'FAILED':
      return say('付款失败', 'declined, not paid');
    case 'SUCCESS':
      return say('已到账', 'paid');
    case 'ERROR':
      return say('未入账，如已付款将退款', 'not booked; money that arrived is refunded');
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
