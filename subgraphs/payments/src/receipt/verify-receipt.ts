import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { z } from 'zod';

const claims = z.object({
  number: z.string(),
  payee: z.string(),
  notice: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
  issuedAt: z.string(),
});
export type ReceiptClaims = z.infer<typeof claims>;

export class ReceiptInvalid extends Error {
  override readonly name = 'ReceiptInvalid';
}

/**
 * What a receipt says, if one of the published keys has signed it. Needs nothing but the two texts: neither the network nor
 * this service.
 *
 * @param signed JWS compact serialization (RFC 7515)
 * @throws ReceiptInvalid
 */
export async function verifyReceipt(signed: string, keys: JSONWebKeySet): Promise<ReceiptClaims> {
  try {
    // No other algorithm and no other kind of token: the same keys must not vouch for something that only looks like a receipt.
    const { payload, protectedHeader } = await compactVerify(signed.trim(), createLocalJWKSet(keys), {
      algorithms: ['EdDSA'],
    });
    if (protectedHeader.typ !== 'civic-receipt+jws') throw new ReceiptInvalid('this is no receipt');
    return claims.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch (error) {
    if (error instanceof ReceiptInvalid) throw error;
    throw new ReceiptInvalid('none of the keys has signed this');
  }
}
