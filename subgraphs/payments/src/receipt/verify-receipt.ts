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
  /** Accepts older receipts in compact serialization, which only the treasury signed. */
  readonly treasuryAlone?: boolean;
}

/**
 * Returns the content of a receipt that the treasury and the paid agency have signed. Works offline.
 *
 * @param signed JWS JSON serialization (RFC 7515)
 * @param keys as published; those of agencies have the member `agency`
 * @throws ReceiptInvalid that names the failed signature
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
    // Unverified content is not quoted.
    failing.push(`the agency that it names as paid (${JSON.stringify(says.payee.slice(0, 64))})`);
  }
  if (failing.length > 0) throw new ReceiptInvalid(`not signed by ${failing.join(', nor by ')}`);
  return says;
}

/** Returns the key ids that a receipt claims, in the order of its signatures, without verifying. */
export function keyIdsOf(signed: string): readonly string[] {
  return parse(signed).signatures.map((signature) => decodeProtectedHeader(signature).kid ?? '');
}

/** Whether one of the signatures is by a key of the signer: an agency, or the treasury (null). */
async function isSignedBy(
  { payload, signatures }: Jws,
  { keys }: JSONWebKeySet,
  agency: string | null,
): Promise<boolean> {
  const own = keys.filter((key) => ('agency' in key ? key.agency : null) === agency);
  for (const signature of signatures) {
    try {
      // Only this algorithm and type, because the same keys might sign other things.
      const { protectedHeader } = await flattenedVerify(
        { payload, ...signature },
        createLocalJWKSet({ keys: own }),
        { algorithms: ['EdDSA'] },
      );
      if (protectedHeader?.typ === receiptType) return true;
    } catch {
      // Another signature may match.
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
    throw new ReceiptInvalid('not a receipt');
  }
}

function read({ payload }: Jws): ReceiptClaims {
  try {
    return receiptClaims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    throw new ReceiptInvalid('not a receipt');
  }
}
