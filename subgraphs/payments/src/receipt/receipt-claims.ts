import { z } from 'zod';

/**
 * What a receipt's signatures say that they are of; a signature of the same keys over something else is none.
 */
export const receiptType = 'civic-receipt+jws';

/**
 * What a receipt says: the payload that the treasury and the agency that was paid sign. Amounts in minor
 * units.
 */
export const receiptClaims = z.object({
  number: z.string(),
  payee: z.string(),
  notice: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
  issuedAt: z.string(),
});
export type ReceiptClaims = z.infer<typeof receiptClaims>;
