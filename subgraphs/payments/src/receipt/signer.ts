import { type CryptoKey, GeneralSign, importJWK, type KeyObject } from 'jose';
import { keyId, type PrivateKey, type ReceiptKeys } from './keys.ts';
import type { ReceiptClaims } from './verify-receipt.ts';

/** Signs receipts: JWS JSON serialization (RFC 7515, 7.2.1), EdDSA over Ed25519 (RFC 8037). */
export interface ReceiptSigner {
  /** By the treasury and by the agency that was paid. @throws Error where the agency has no key */
  sign(claims: ReceiptClaims): Promise<string>;
}

interface Hand {
  readonly kid: string;
  readonly key: CryptoKey | KeyObject | Uint8Array;
}

/** What a receipt's signatures say that they are of; a signature of the same keys over something else is none. */
export const receiptType = 'civic-receipt+jws';

export async function createReceiptSigner({ treasury, agencies }: ReceiptKeys): Promise<ReceiptSigner> {
  const ofTreasury = await handOf(treasury);
  const ofAgencies = new Map<string, Hand>();
  for (const [agency, key] of agencies) ofAgencies.set(agency, await handOf(key));
  return {
    async sign(claims) {
      const ofPayee = ofAgencies.get(claims.payee);
      if (ofPayee === undefined) throw new Error('an agency that is paid has no key for its receipts');
      const jws = new GeneralSign(new TextEncoder().encode(JSON.stringify(claims)));
      for (const { kid, key } of [ofTreasury, ofPayee]) {
        jws.addSignature(key).setProtectedHeader({ alg: 'EdDSA', kid, typ: receiptType });
      }
      return JSON.stringify(await jws.sign());
    },
  };
}

async function handOf(key: PrivateKey): Promise<Hand> {
  return { kid: await keyId(key), key: await importJWK(key, 'EdDSA') };
}
