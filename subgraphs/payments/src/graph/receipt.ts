import type { RevenueCodeRow } from '../database/database.ts';
import type { ReceiptPrinter } from '../receipt/pdf/print-receipt.ts';
import { type PrintedReceipt, printedReceipt } from '../receipt/pdf/printed-receipt.ts';
import type { PaymentsContext } from './context.ts';
import type { ReceiptModel } from './mappers.ts';
import { money } from './money.ts';
import type { ReceiptResolvers } from './resolver-types.ts';

export function createReceipt(printer: ReceiptPrinter): ReceiptResolvers<PaymentsContext> {
  return {
    agency: (row) => ({ id: row.agency }),
    notice: (row, _args, { loaders }) => loaders.notice.load(row.notice_code),
    amount: money,
    issuedAt: (row) => row.issued_at.toISOString(),
    // A field, not a link: each read is authorized, and no URL works by itself.
    pdf: async (row, _args, { loaders }) =>
      (await printer.print(await toBePrinted(row, loaders))).toString('base64'),
  };
}

async function toBePrinted(
  receipt: ReceiptModel,
  loaders: PaymentsContext['loaders'],
): Promise<PrintedReceipt> {
  const [unit, payment, parts, items] = await Promise.all([
    loaders.payeeUnit.load(receipt.agency),
    loaders.payment.load(receipt.payment_id),
    loaders.parts.load(receipt.payment_id),
    loaders.items.load(receipt.notice_code),
  ]);
  const part = parts.find(({ notice_code }) => notice_code === receipt.notice_code);
  if (payment === null || part === undefined) throw new Error('a receipt for no payment');
  const codes = await loaders.revenueCode.loadMany(items.map(({ revenue_code }) => revenue_code));
  const revenueCodes = new Map(codes.filter(isFound).map((code) => [code.code, code]));
  return printedReceipt({ receipt, unit, provider: payment.provider, part, items, revenueCodes });
}

function isFound(code: RevenueCodeRow | Error | null): code is RevenueCodeRow {
  return code !== null && !(code instanceof Error);
}
