import { beijingTime } from '../../money/beijing-time.ts';
import { yuanOf } from '../../money/yuan.ts';
import type { ProviderName } from '../../provider-name.ts';
import { keyIdsOf } from '../verify-receipt.ts';
import type { PrintedName, PrintedReceipt } from './printed-receipt.ts';
import { qrModules } from './qr-code.ts';

type Pdf = PDFKit.PDFDocument;

/* Lengths are points, 72 to the inch; a page of A5 is 420 by 595. */
const page = { width: 419.53, height: 595.28, margin: 36 };
const inner = page.width - 2 * page.margin;
const right = page.width - page.margin;
const ink = { text: '#1c1c1e', quiet: '#6b6b70', rule: '#d9d9de', accent: '#b3202a', shade: '#f6f4f2' };

const providers: Readonly<Record<ProviderName, PrintedName>> = {
  alipay: { zh: '支付宝', en: 'Alipay' },
  'wechat-pay': { zh: '微信支付', en: 'WeChat Pay' },
  test: { zh: '测试渠道（无资金往来）', en: 'Test provider, moves no money' },
};

/** One page as wide as A5 and as long as needed, so that nothing is cut off. */
export function drawReceipt(pdf: Pdf, receipt: PrintedReceipt): void {
  const lines = receipt.lines.map((line) => ({ ...line, height: heightOfLine(pdf, line) }));
  const payee = nameOf(receipt.payee);
  const payeeLines = heightOfPayee(pdf, payee) - heightOfPayee(pdf, '一');
  const top = 262 + payeeLines;
  const bottom = top + 20 + lines.reduce((sum, { height }) => sum + height, 0) + 34;
  const height = Math.max(page.height, bottom + footer.height + page.margin);
  pdf.addPage({ size: [page.width, height], margin: 0 });
  drawHead(pdf, receipt);
  drawAmount(pdf, receipt);
  drawFields(pdf, receipt, payee, payeeLines);
  drawLines(pdf, lines, receipt, top);
  drawFooter(pdf, receipt, height - page.margin - footer.height);
}

function drawHead(pdf: Pdf, { number }: PrintedReceipt): void {
  pdf.rect(0, 0, page.width, 5).fill(ink.accent);
  say(pdf, '非税收入电子收据', { x: page.margin, y: 27, font: 'medium', size: 18 });
  say(pdf, 'Electronic receipt for non-tax revenue', { x: page.margin, y: 53, size: 8, color: ink.quiet });
  const column = { x: right - 200, width: 200, align: 'right' } as const;
  say(pdf, '收据号码 Receipt no.', { ...column, y: 35, size: 7, color: ink.quiet });
  say(pdf, number, { ...column, y: 46, font: 'medium', size: 11 });
  rule(pdf, 76);
}

function drawAmount(pdf: Pdf, receipt: PrintedReceipt): void {
  pdf.rect(page.margin, 90, inner, 58).fill(ink.shade);
  label(pdf, '实收金额', 'Amount paid', page.margin + 14, 99);
  say(pdf, amountOf(receipt), { x: page.margin + 14, y: 110, font: 'medium', size: 22 });
  const column = { x: right - 174, width: 160, align: 'right' } as const;
  say(pdf, '已收讫 RECEIVED', { ...column, y: 112, font: 'medium', size: 14, color: ink.accent });
}

const payeeFace = { width: inner, font: 'medium', size: 10.5 } as const;

function heightOfPayee(pdf: Pdf, name: string): number {
  const { font, size, width } = payeeFace;
  return pdf.font(font).fontSize(size).heightOfString(name, { width });
}

/** @param further additional height of a name with several lines */
function drawFields(
  pdf: Pdf,
  { noticeCode, provider, issuedAt }: PrintedReceipt,
  payee: string,
  further: number,
): void {
  const half = page.margin + inner / 2 + 8;
  label(pdf, '收款单位', 'Payee', page.margin, 162);
  say(pdf, payee, { x: page.margin, y: 173, ...payeeFace });
  const below = 198 + further;
  label(pdf, '缴款通知书编号', 'Notice', page.margin, below);
  const grouped = noticeCode.replace(/(?<=^(?:.{4})+)(?=.)/g, ' ');
  say(pdf, grouped, { x: page.margin, y: below + 11, size: 9.5 });
  label(pdf, '开具时间（北京时间）', 'Issued, Beijing time', half, below);
  say(pdf, beijingTime(issuedAt), { x: half, y: below + 11, size: 9.5 });
  label(pdf, '缴款方式', 'Paid through', page.margin, below + 31);
  say(pdf, nameOf(providers[provider]), { x: page.margin, y: below + 42, size: 9.5 });
}

type Line = PrintedReceipt['lines'][number];
const nameColumn = { x: page.margin + 70, width: inner - 70 - 80 };

function heightOfLine(pdf: Pdf, line: Line): number {
  const height = (text: string, font: Face, size: number) =>
    pdf.font(font).fontSize(size).heightOfString(text, { width: nameColumn.width });
  const basis = line.legalBasis === null ? 0 : height(line.legalBasis, 'regular', 7);
  return height(nameOf(line.name), 'regular', 9) + basis + 9;
}

function drawLines(
  pdf: Pdf,
  lines: readonly (Line & { readonly height: number })[],
  receipt: PrintedReceipt,
  top: number,
): void {
  const sums = { x: right - 80, width: 80, align: 'right' } as const;
  label(pdf, '项目编码', 'Code', page.margin, top + 4);
  label(pdf, '项目名称与依据', 'Item, legal basis', nameColumn.x, top + 4);
  say(pdf, '金额（元） Amount', { ...sums, y: top + 4, size: 7, color: ink.quiet });
  let y = top + 20;
  rule(pdf, y);
  for (const line of lines) {
    say(pdf, line.revenueCode, { x: page.margin, y: y + 5, size: 9 });
    say(pdf, inThousands(yuanOf(line.amountMinor)), { ...sums, y: y + 5, size: 9 });
    say(pdf, nameOf(line.name), { ...nameColumn, y: y + 5, size: 9 });
    if (line.legalBasis !== null) {
      say(pdf, line.legalBasis, { ...nameColumn, y: pdf.y, size: 7, color: ink.quiet });
    }
    y += line.height;
    rule(pdf, y);
  }
  say(pdf, '合计 Total', { x: page.margin, y: y + 8, font: 'medium', size: 9.5 });
  say(pdf, amountOf(receipt), {
    x: right - 160,
    width: 160,
    align: 'right',
    y: y + 8,
    font: 'medium',
    size: 9.5,
  });
}

/** Modules of a version 22 code are half a millimetre wide then. */
const footer = { height: 158 };

function drawFooter(pdf: Pdf, { signed }: PrintedReceipt, top: number): void {
  drawQr(pdf, signed, { x: page.margin - 5, y: top, side: footer.height });
  const x = page.margin + footer.height + 8;
  const width = right - x;
  const [treasury, payee] = keyIdsOf(signed);
  say(pdf, '电子签名 Signed by', { x, y: top + 8, font: 'medium', size: 8.5 });
  let y = top + 24;
  for (const [zh, en, key] of [
    ['财政部门', 'Treasury, key', treasury],
    ['收款单位', 'Payee, key', payee],
  ] as const) {
    if (key === undefined) continue;
    label(pdf, zh, en, x, y);
    say(pdf, key, { x, y: y + 10, size: 6.4, width });
    y += 26;
  }
  const how =
    '扫描二维码，或用本文件所附的收据，可离线核验上述签名；公钥见财政平台 /receipts/jwks.json。以核验结果为准。';
  const english =
    'Scan the code, or take the file attached to this PDF, to verify both signatures offline with the keys at ' +
    '/receipts/jwks.json. What they verify counts, not what the page shows. No payer is named.';
  say(pdf, how, { x, y: y + 4, size: 7, width, color: ink.quiet });
  say(pdf, english, { x, y: pdf.y + 3, size: 6, width, color: ink.quiet });
}

/** One path for all dark modules, one rectangle per run, so that viewers draw no seams. */
function drawQr(pdf: Pdf, text: string, { x, y, side }: { x: number; y: number; side: number }): void {
  const modules = qrModules(text);
  pdf
    .save()
    .translate(x, y)
    .scale(side / modules.length);
  for (const [row, cells] of modules.entries()) {
    for (let start = cells.indexOf(true); start !== -1; ) {
      const light = cells.indexOf(false, start);
      const end = light === -1 ? cells.length : light;
      pdf.rect(start, row, end - start, 1);
      start = cells.indexOf(true, end);
    }
  }
  pdf.fill('#000000').restore();
}

type Face = 'regular' | 'medium';
interface Saying {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly font?: Face;
  readonly color?: string;
  readonly width?: number;
  readonly align?: 'right';
}

function say(
  pdf: Pdf,
  text: string,
  { x, y, size, font = 'regular', color = ink.text, ...rest }: Saying,
): void {
  const options = rest.width === undefined ? { lineBreak: false } : rest;
  pdf.font(font).fontSize(size).fillColor(color).text(text, x, y, options);
}

function label(pdf: Pdf, zh: string, en: string, x: number, y: number): void {
  say(pdf, `${zh} ${en}`, { x, y, size: 7, color: ink.quiet });
}

function rule(pdf: Pdf, y: number): void {
  pdf.moveTo(page.margin, y).lineTo(right, y).lineWidth(0.6).stroke(ink.rule);
}

function amountOf({ amountMinor, currency }: Pick<PrintedReceipt, 'amountMinor' | 'currency'>): string {
  return `${currency === 'CNY' ? '¥' : `${currency} `}${inThousands(yuanOf(amountMinor))}`;
}

function inThousands(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+\.)/g, ',');
}

function nameOf({ zh, en }: PrintedName): string {
  return en === null ? zh : `${zh}　${en}`;
}
