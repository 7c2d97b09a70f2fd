import { createLocalJWKSet, flattenedVerify, type JWK } from 'jose';
import { z } from 'zod';
import type { OwnPayments, OwnReceipt } from './operation.ts';

/** `old`: signed by the treasury alone, as receipts once were. */
export type ReceiptVerdict = 'genuine' | 'old' | 'not-genuine';

const jws = z.object({
  payload: z.string(),
  signatures: z.array(z.object({ protected: z.string(), signature: z.string() })).max(2),
});
const claims = z.object({
  number: z.string(),
  payee: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
});
type Jws = z.infer<typeof jws>;

/** Whether the treasury and the paid agency have signed the receipt, and it says what is shown. */
export async function verifyReceipt(
  { signed, number, amount, agency }: OwnReceipt,
  keys: OwnPayments['receiptKeys'],
): Promise<ReceiptVerdict> {
  const parsed = parse(signed);
  if (parsed === null) return 'not-genuine';
  const { receipt, says, isCompact } = parsed;
  const isShown =
    says.number === number &&
    says.amountMinor === amount.amountMinor &&
    says.currency === amount.currency &&
    says.payee === agency?.id;
  if (!isShown || !(await isSignedBy(receipt, keys, null))) return 'not-genuine';
  if (isCompact) return 'old';
  return (await isSignedBy(receipt, keys, says.payee)) ? 'genuine' : 'not-genuine';
}

/** @param agency the signer; null for the treasury */
async function isSignedBy(
  { payload, signatures }: Jws,
  keys: OwnPayments['receiptKeys'],
  agency: string | null,
): Promise<boolean> {
  const own = keys
    .filter((key) => (key.agency?.id ?? null) === agency)
    .map(({ jwk }) => JSON.parse(jwk) as JWK);
  for (const signature of signatures) {
    try {
      const { protectedHeader } = await flattenedVerify(
        { payload, ...signature },
        createLocalJWKSet({ keys: own }),
        { algorithms: ['EdDSA'] },
      );
      if (protectedHeader?.typ === 'civic-receipt+jws') return true;
    } catch {
      // Another signature may match.
    }
  }
  return false;
}

function parse(signed: string) {
  try {
    const isCompact = !signed.startsWith('{');
    const receipt = isCompact ? compact(signed) : jws.parse(JSON.parse(signed));
    const says = claims.parse(JSON.parse(Buffer.from(receipt.payload, 'base64url').toString('utf8')));
    return { receipt, says, isCompact };
  } catch {
    return null;
  }
}

/** JWS compact serialization (RFC 7515, section 7.1). */
function compact(signed: string): Jws {
  const [header, payload, signature] = signed.split('.');
  return jws.parse({ payload, signatures: [{ protected: header, signature }] });
}
