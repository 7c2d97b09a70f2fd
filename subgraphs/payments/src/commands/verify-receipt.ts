import { embeddedReceipt } from '../receipt/pdf/embedded-receipt.ts';
import { ReceiptInvalid } from '../receipt/verify-receipt.ts';

export { ReceiptInvalid, verifyReceipt } from '../receipt/verify-receipt.ts';

/**
 * The receipt that is attached to a PDF. Only this is verified: nothing proves that the page shows the same.
 *
 * @throws ReceiptInvalid if none is attached
 */
export function receiptInPdf(pdf: Buffer): string {
  const signed = embeddedReceipt(pdf);
  if (signed === null)
    throw new ReceiptInvalid('no receipt is attached to this file: give the text of its QR code');
  return signed;
}
