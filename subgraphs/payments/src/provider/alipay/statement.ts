import { fromBufferPromise } from 'yauzl';
import { parseBeijingTime } from '../../money/beijing-time.ts';
import { minorUnitsOf } from '../../money/yuan.ts';
import { readBody } from '../download.ts';
import { idOfOrder } from '../order-number.ts';
import { ProviderUnavailable, type StatementLine } from '../provider.ts';
import type { Answer } from './ask-alipay.ts';

type Ask = (method: string, bizContent: Record<string, unknown>) => Promise<Answer>;

/**
 * Reads the statement of one day: a zip of two GBK files, one with every line, one with totals.
 *
 * https://opendocs.alipay.com/open/3c9f1bcf_alipay.data.dataservice.bill.downloadurl.query
 */
export async function fetchAlipayStatement(
  ask: Ask,
  {
    fetch,
    config,
  }: { readonly fetch: typeof globalThis.fetch; readonly config: { readonly gateway: string } },
  date: string,
): Promise<StatementLine[] | null> {
  const content = { bill_type: 'trade', bill_date: date };
  const answer = await ask('alipay.data.dataservice.bill.downloadurl.query', content);
  if (answer.code === '40004' && String(answer.sub_code).toLowerCase().includes('bill_not_exist'))
    return null;
  const { bill_download_url: url } = answer;
  if (answer.code !== '10000' || typeof url !== 'string') {
    throw new ProviderUnavailable(`statement: ${answer.code} ${answer.sub_code ?? ''}`);
  }
  // If the gateway uses TLS, the download must too.
  if (config.gateway.startsWith('https:') && !url.startsWith('https:')) {
    throw new ProviderUnavailable('the statement URL is not https');
  }
  return parseZip(await download(fetch, url));
}

async function download(fetch: typeof globalThis.fetch, url: string): Promise<Buffer> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(120_000) });
    if (!response.ok) throw new ProviderUnavailable(`statement: HTTP ${response.status}`);
    return await readBody(response);
  } catch (cause) {
    if (cause instanceof ProviderUnavailable) throw cause;
    throw new ProviderUnavailable('statement: no answer', { cause });
  }
}

/** Bounds zip bombs: a province's day is far smaller, and yauzl stops at the declared size. */
const unpackedLimitBytes = 1024 * 1024 * 1024;

async function parseZip(bytes: Buffer): Promise<StatementLine[]> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, decodeStrings: false });
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize;
    if (unpacked > unpackedLimitBytes) throw new ProviderUnavailable('statement: too large after unpacking');
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    const lines = parseAlipayStatement(new TextDecoder('gbk').decode(Buffer.concat(chunks)));
    if (lines !== null) return lines;
  }
  throw new ProviderUnavailable('statement: the file with the lines is missing');
}

/**
 * @returns null if the text is not the file with the lines (file names depend on the account)
 * @throws ProviderUnavailable for an unknown line, because a partial statement would cause breaks
 */
export function parseAlipayStatement(text: string): StatementLine[] | null {
  const rows = text
    .split(/\r?\n/)
    .filter((row) => row.trim() !== '' && !row.startsWith('#'))
    .map((row) => row.split(',').map((cell) => cell.trim()));
  const [header, ...cells] = rows;
  if (header === undefined || header[0] !== '支付宝交易号') return null;
  const column = (name: string) => {
    const index = header.findIndex((title) => title.startsWith(name));
    if (index < 0) throw new ProviderUnavailable(`statement: no column ${name}`);
    return index;
  };
  const order = column('商户订单号');
  const [kind, completed, amount] = [column('业务类型'), column('完成时间'), column('订单金额')];
  const [refund, fee] = [column('退款批次号'), column('服务费')];
  return cells.map((row, index) => {
    const cell = (position: number) => row[position] ?? '';
    try {
      // A comma within a name would shift every later cell.
      if (row.length !== header.length) throw new RangeError('wrong number of cells');
      const isRefund = cell(kind) === '退款';
      if (!isRefund && cell(kind) !== '交易') throw new RangeError('an unknown kind');
      const amountMinor = minorUnitsOf(cell(amount));
      return {
        kind: isRefund ? ('refund' as const) : ('payment' as const),
        transaction: cell(0),
        order: idOfOrder(cell(order)),
        refund: isRefund ? idOfOrder(cell(refund)) : null,
        amountMinor: amountMinor < 0n ? -amountMinor : amountMinor,
        // Sign of the account's view: -0.60 for a fee, 0.60 for a returned fee.
        feeMinor: -minorUnitsOf(cell(fee)),
        currency: 'CNY',
        occurredAt: parseBeijingTime(cell(completed)),
      };
    } catch (cause) {
      throw new ProviderUnavailable(`statement: line ${index + 1} is not understood`, { cause });
    }
  });
}
