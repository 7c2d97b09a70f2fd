import { z } from 'zod';

/** Type in the signatures of a receipt; a signature of another type is not accepted. */
export const receiptType = 'civic-receipt+jws';

/** Payload of a receipt, signed by the treasury and the paid agency. Amounts in minor units. */
export const receiptClaims = z.object({
  number: z.string(),
  payee: z.string(),
  notice: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
  issuedAt: z.string(),
});
export type ReceiptClaims = z.infer<typeof receiptClaims>;
