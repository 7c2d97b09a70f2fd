import { createLocalJWKSet, decodeProtectedHeader, flattenedVerify, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { type ReceiptClaims, receiptClaims, receiptType } from './receipt-claims.ts';

const general = z.object({
  payload: z.string(),
  signatures: z.array(z.object({ protected: z.string(), signature: z.string() })).max(2),
});
type Jws = z.infer<typeof general>;

export class ReceiptInvalid extends Error {
  override readonly name = 'ReceiptInvalid';
}

export interface VerifyOptions {
  /**
   * Takes receipts from before agencies signed, in compact serialization: then only the treasury vouches for
   * them.
   */
  readonly treasuryAlone?: boolean;
}

/**
 * What a receipt says, if both the treasury and the agency that was paid have signed it. Needs nothing but
 * the two texts: neither the network nor this service.
 *
 * @param signed JWS JSON serialization (RFC 7515)
 * @param keys as they are published; those of agencies have the member `agency`
 * @throws ReceiptInvalid that says whose signature fails
 */
export async function verifyReceipt(
  signed: string,
  keys: JSONWebKeySet,
  { treasuryAlone = false }: VerifyOptions = {},
): Promise<ReceiptClaims> {
  const jws = parse(signed.trim());
  const says = read(jws);
  const failing: string[] = [];
  if (!(await isSignedBy(jws, keys, null))) failing.push('the treasury');
  if (!treasuryAlone && !(await isSignedBy(jws, keys, says.payee))) {
    // What stands in it is not to be trusted yet: not repeated as it is.
    failing.push(`the agency that it names as paid (${JSON.stringify(says.payee.slice(0, 64))})`);
  }
  if (failing.length > 0) throw new ReceiptInvalid(`not signed by ${failing.join(', nor by ')}`);
  return says;
}

/**
 * The keys that a receipt says it was signed with, in the order of its signatures. Says nothing of whether it
 * was.
 */
export function keyIdsOf(signed: string): readonly string[] {
  return parse(signed).signatures.map((signature) => decodeProtectedHeader(signature).kid ?? '');
}

/** Whether one of the signatures is by one of the signer's keys, an agency's or (null) the treasury's. */
async function isSignedBy(
  { payload, signatures }: Jws,
  { keys }: JSONWebKeySet,
  agency: string | null,
): Promise<boolean> {
  const own = keys.filter((key) => ('agency' in key ? key.agency : null) === agency);
  for (const signature of signatures) {
    try {
      // No other algorithm and no other kind of token: the same keys must not vouch for something that only
      // looks like a receipt.
      const { protectedHeader } = await flattenedVerify(
        { payload, ...signature },
        createLocalJWKSet({ keys: own }),
        { algorithms: ['EdDSA'] },
      );
      if (protectedHeader?.typ === receiptType) return true;
    } catch {
      // The other one may be it.
    }
  }
  return false;
}

function parse(signed: string): Jws {
  const [header, payload, signature, ...more] = signed.split('.');
  if (header && payload && signature && more.length === 0 && !signed.startsWith('{')) {
    return { payload, signatures: [{ protected: header, signature }] };
  }
  try {
    return general.parse(JSON.parse(signed));
  } catch {
    throw new ReceiptInvalid('this is no receipt');
  }
}

function read({ payload }: Jws): ReceiptClaims {
  try {
    return receiptClaims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    throw new ReceiptInvalid('this is no receipt');
  }
}
