import { zipSync } from 'fflate';
import { beijing, feeMinor, type Order, type Refund, yuan } from '../orders.ts';

interface Movement {
  readonly order: Order;
  readonly refund: Refund | null;
  readonly at: Date;
}

const columns = [
  '支付宝交易号',
  '商户订单号',
  '业务类型',
  '商品名称',
  '创建时间',
  '完成时间',
  '门店编号',
  '门店名称',
  '操作员',
  '终端号',
  '对方账户',
  '订单金额（元）',
  '商家实收（元）',
  '支付宝红包（元）',
  '集分宝（元）',
  '支付宝优惠（元）',
  '商家优惠（元）',
  '券核销金额（元）',
  '券名称',
  '商家红包消费金额（元）',
  '卡消费金额（元）',
  '退款批次号/请求号',
  '服务费（元）',
  '分润（元）',
  '备注',
];

/** Two files in GBK, one with every line, one with totals; their names contain the account. */
export function statementZip(account: string, date: string, movements: readonly Movement[]): Uint8Array {
  const head = [
    '#支付宝业务明细查询',
    `#账号：[${account}]`,
    `#起始日期：[${date} 00:00:00]   终止日期：[${date} 24:00:00]`,
  ];
  const lines = movements.map(({ order, refund, at }) => {
    const amount = refund === null ? order.amountMinor : -refund.amountMinor;
    const fee = refund === null ? -feeMinor(amount) : 0;
    const cells = new Map<string, string>([
      ['支付宝交易号', `${order.transaction}\t`],
      ['商户订单号', `${order.number}\t`],
      ['业务类型', refund === null ? '交易\t' : '退款\t'],
      ['商品名称', order.subject],
      ['创建时间', beijing(order.paidAt ?? at)],
      ['完成时间', beijing(at)],
      ['对方账户', '*某(138****0000)'],
      ['订单金额（元）', yuan(amount)],
      ['商家实收（元）', yuan(amount)],
      ['退款批次号/请求号', refund?.number ?? ''],
      ['服务费（元）', yuan(fee)],
      ['分润（元）', '0.00'],
    ]);
    return columns.map((column) => cells.get(column) ?? (column.endsWith('（元）') ? '0.00' : '')).join(',');
  });
  const detail = [...head, '#---业务明细列表---', columns.join(','), ...lines, '#---业务明细列表结束---'];
  const totals = [...head, '门店编号,门店名称,交易订单总笔数,退款订单总笔数', `合计,,${lines.length},0`];
  return zipSync({
    [`${account}_${date}_totals.csv`]: encodeGbk(`${totals.join('\r\n')}\r\n`),
    [`${account}_${date}_lines.csv`]: encodeGbk(`${detail.join('\r\n')}\r\n`),
  });
}

/** Node decodes GBK but does not encode it, so the table is the inverted decoder. */
const gbk = new Map<string, readonly number[]>();

function encodeGbk(text: string): Uint8Array {
  if (gbk.size === 0) {
    const decoder = new TextDecoder('gbk');
    for (let high = 0x81; high <= 0xfe; high++) {
      for (let low = 0x40; low <= 0xfe; low++) {
        const character = decoder.decode(Uint8Array.of(high, low));
        if (character.length === 1 && !gbk.has(character)) gbk.set(character, [high, low]);
      }
    }
  }
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes.push(...(code < 0x80 ? [code] : (gbk.get(character) ?? [0x3f])));
  }
  return Uint8Array.from(bytes);
}
