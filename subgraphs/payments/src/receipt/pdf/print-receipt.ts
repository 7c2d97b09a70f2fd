import { setImmediate } from 'node:timers/promises';
import { drawReceipt } from './draw-receipt.ts';
import { attachment } from './embedded-receipt.ts';
import type { Fonts } from './fonts.ts';
import type { PrintedReceipt } from './printed-receipt.ts';

/** Prints receipts one at a time. */
export interface ReceiptPrinter {
  print(receipt: PrintedReceipt): Promise<Buffer>;
}

/** A receipt takes some 50 ms of CPU, so other calls run in between. */
export function createReceiptPrinter(fonts: Fonts): ReceiptPrinter {
  let last: Promise<unknown> = Promise.resolve();
  return {
    print(receipt) {
      const printed = last.then(() => setImmediate()).then(() => printReceipt(receipt, fonts));
      last = printed.catch(() => undefined);
      return printed;
    },
  };
}

/**
 * Prints a receipt as a PDF/A-3 (ISO 19005-3), with the signed receipt as a QR code for paper and as an
 * attachment for the file. Deterministic: no current time, no random values.
 */
export async function printReceipt(receipt: PrintedReceipt, fonts: Fonts): Promise<Buffer> {
  // Loaded at the first receipt, because it would take a tenth of the service's start.
  const { default: PDFDocument } = await import('pdfkit');
  const { issuedAt } = receipt;
  const pdf = new PDFDocument({
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: 'zh-CN',
    displayTitle: true,
    autoFirstPage: false,
    // Embeds its color profile, as PDF/A requires (ISO 19005-3, 6.2.11.4).
    font: '',
    info: {
      Title: `非税收入电子收据 ${receipt.number}`,
      Author: withoutMarkup(receipt.payee.zh),
      Creator: 'Civic Graph',
      Producer: 'PDFKit',
      CreationDate: issuedAt,
      ModDate: issuedAt,
    },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.registerFont('regular', fonts.regular).registerFont('medium', fonts.medium);
  drawReceipt(pdf, receipt);
  // The relation of the file to the page (ISO 19005-3, 6.8) is missing in the types.
  const relation = { relationship: 'Data' };
  const file = { ...attachment, ...relation, description: 'The signed receipt' };
  pdf.file(Buffer.from(receipt.signed), { ...file, creationDate: issuedAt, modifiedDate: issuedAt });
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Full-width forms: pdfkit does not escape metadata in XML. */
function withoutMarkup(text: string): string {
  return text.replace(/[&<>]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));
}
