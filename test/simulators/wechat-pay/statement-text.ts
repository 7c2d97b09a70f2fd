import { beijing, feeMinor, type Order, type Refund, yuan } from '../orders.ts';

interface Movement {
  readonly order: Order;
  readonly refund: Refund | null;
  readonly at: Date;
}

const columns = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '特约商户号',
  '设备号',
  '微信订单号',
  '商户订单号',
  '用户标识',
  '交易类型',
  '交易状态',
  '付款银行',
  '货币种类',
  '应结订单金额',
  '代金券金额',
  '微信退款单号',
  '商户退款单号',
  '退款金额',
  '充值券退款金额',
  '退款类型',
  '退款状态',
  '商品名称',
  '商户数据包',
  '手续费',
  '费率',
  '订单金额',
  '申请退款金额',
  '费率备注',
];

/** CSV in UTF-8: every cell begins with a backtick, and the totals have their own header. */
export function statementText(appId: string, merchantId: string, movements: readonly Movement[]): string {
  const lines = movements.map(({ order, refund, at }) => {
    const cells = new Map<string, string>([
      ['交易时间', beijing(at)],
      ['公众账号ID', appId],
      ['商户号', merchantId],
      ['特约商户号', '0'],
      ['微信订单号', order.transaction],
      ['商户订单号', order.number],
      ['用户标识', 'oSimulated'],
      ['交易类型', 'NATIVE'],
      ['交易状态', refund === null ? 'SUCCESS' : 'REFUND'],
      ['付款银行', 'OTHERS'],
      ['货币种类', 'CNY'],
      ['应结订单金额', refund === null ? yuan(order.amountMinor) : '0.00'],
      ['代金券金额', '0.00'],
      ['微信退款单号', refund?.transaction ?? '0'],
      ['商户退款单号', refund?.number ?? '0'],
      ['退款金额', refund === null ? '0.00' : yuan(refund.amountMinor)],
      ['充值券退款金额', '0.00'],
      ['退款类型', refund === null ? '' : 'ORIGINAL'],
      ['退款状态', refund === null ? '' : 'SUCCESS'],
      // A name with a comma, the reason for the backticks.
      ['商品名称', `${order.subject}, one`],
      ['手续费', refund === null ? yuan(feeMinor(order.amountMinor)) : '0.00'],
      ['费率', '0.60%'],
      ['订单金额', yuan(order.amountMinor)],
      ['申请退款金额', refund === null ? '0.00' : yuan(refund.amountMinor)],
    ]);
    return columns.map((column) => `\`${cells.get(column) ?? ''}`).join(',');
  });
  const totals = ['总交易单数,应结订单总金额,退款总金额', `\`${lines.length},\`0.00,\`0.00`];
  return `\uFEFF${[columns.join(','), ...lines, ...totals].join('\r\n')}\r\n`;
}
