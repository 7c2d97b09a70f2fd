import { createHash } from 'node:crypto';
import { parseBeijingTime } from '../../money/beijing-time.ts';
import { minorUnitsOf } from '../../money/yuan.ts';
import { idOfOrder } from '../order-number.ts';
import { ProviderUnavailable, type StatementLine } from '../provider.ts';
import { parseAnswer } from './answer.ts';
import type { WeChatPay } from './wechat-pay.ts';

/**
 * Reads the statement of one day: a signed answer with a URL and the hash of its content.
 *
 * https://pay.weixin.qq.com/doc/v3/merchant/4012791867
 */
export async function fetchWeChatStatement(pay: WeChatPay, date: string): Promise<StatementLine[] | null> {
  const answer = parseAnswer(await pay.tradebill({ bill_date: date, bill_type: 'ALL' }));
  const { code } = answer.data;
  if (code === 'NO_STATEMENT_EXIST' || code === 'STATEMENT_CREATING') return null;
  const { download_url, hash_type, hash_value } = answer.data;
  if (answer.status !== 200 || typeof download_url !== 'string' || hash_type !== 'SHA1') {
    throw new ProviderUnavailable(`statement: HTTP ${answer.status} ${code ?? ''}`);
  }
  const file = await pay.downloadBill(download_url);
  if (file.status !== 200 || typeof file.data !== 'string') {
    throw new ProviderUnavailable(`statement: HTTP ${file.status}`);
  }
  if (createHash('sha1').update(file.data).digest('hex') !== hash_value) {
    throw new ProviderUnavailable('statement: the content does not match its hash');
  }
  return parseWeChatStatement(file.data);
}

/** @throws ProviderUnavailable for an unknown line, because a partial statement would cause breaks */
export function parseWeChatStatement(text: string): StatementLine[] {
  const rows = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = rows[0]?.split(',') ?? [];
  const column = (name: string) => {
    const index = header.indexOf(name);
    if (index < 0) throw new ProviderUnavailable(`statement: no column ${name}`);
    return index;
  };
  const [time, transaction, order, state] = ['交易时间', '微信订单号', '商户订单号', '交易状态'].map(
    column,
  ) as [number, number, number, number];
  const [amount, refund, refunded] = [column('应结订单金额'), column('商户退款单号'), column('退款金额')];
  const [currency, fee] = [column('货币种类'), column('手续费')];
  const lines: StatementLine[] = [];
  for (const [index, row] of rows.slice(1).entries()) {
    // Each cell begins with `, so that a comma within a name shifts nothing; totals follow a second header.
    if (!row.startsWith('`')) break;
    const cells = row.slice(1).split(',`');
    const cell = (position: number) => cells[position]?.trim() ?? '';
    try {
      if (cells.length !== header.length) throw new RangeError('wrong number of cells');
      const kind = kindOf(cell(state));
      if (kind === null) continue;
      lines.push({
        kind,
        transaction: cell(transaction),
        order: idOfOrder(cell(order)),
        refund: kind === 'refund' ? idOfOrder(cell(refund)) : null,
        amountMinor: minorUnitsOf(cell(kind === 'refund' ? refunded : amount)),
        feeMinor: minorUnitsOf(cell(fee)),
        currency: cell(currency),
        occurredAt: parseBeijingTime(cell(time)),
      });
    } catch (cause) {
      throw new ProviderUnavailable(`statement: line ${index + 1} is not understood`, { cause });
    }
  }
  return lines;
}

function kindOf(state: string): StatementLine['kind'] | null {
  if (state === 'SUCCESS') return 'payment';
  if (state === 'REFUND') return 'refund';
  // REVOKED: cancelled before settlement; no money moved.
  if (state === 'REVOKED') return null;
  throw new RangeError('an unknown state');
}
