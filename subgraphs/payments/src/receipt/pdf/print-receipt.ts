import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { drawReceipt } from './draw-receipt.ts';
import { attachment } from './embedded-receipt.ts';
import type { Fonts } from './fonts.ts';
import type { PrintedReceipt } from './printed-receipt.ts';

/** Prints one receipt after the other. */
export interface ReceiptPrinter {
  print(receipt: PrintedReceipt): Promise<Buffer>;
}

/** A receipt takes the processor for some 50 ms: between two of them other calls get their turn. */
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
 * A receipt as a PDF/A-3 (ISO 19005-3). The signed receipt is on it as a QR code, for whoever holds the
 * paper, and in it as an attachment, for whoever holds the file. The same receipt gives the same bytes: no
 * time but its own, nothing random.
 */
export async function printReceipt(receipt: PrintedReceipt, fonts: Fonts): Promise<Buffer> {
  const { issuedAt } = receipt;
  const pdf = new PDFDocument({
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: 'zh-CN',
    displayTitle: true,
    autoFirstPage: false,
    // Not one that every viewer is trusted to have: all that is used is in the file (ISO 19005-3, 6.2.11.4).
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
  // What the file is to the page (ISO 19005-3, 6.8) is not in the types.
  const relation = { relationship: 'Data' };
  const file = { ...attachment, ...relation, description: 'The signed receipt' };
  pdf.file(Buffer.from(receipt.signed), { ...file, creationDate: issuedAt, modifiedDate: issuedAt });
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Their wide forms: pdfkit writes what it is told of the document into XML as it is. */
function withoutMarkup(text: string): string {
  return text.replace(/[&<>]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));
}
