import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { keyId, type PrivateKey, type ReceiptKeys } from './keys.ts';
import { type ReceiptClaims, receiptType } from './receipt-claims.ts';

/** Signs receipts: JWS JSON serialization (RFC 7515, 7.2.1), EdDSA over Ed25519 (RFC 8037). */
export interface ReceiptSigner {
  /** Signs as the treasury and as the paid agency. @throws Error if the agency has no key */
  sign(claims: ReceiptClaims): Promise<string>;
}

interface SigningKey {
  readonly key: KeyObject;
  /** The protected header, as signed. */
  readonly header: string;
}

/** Synchronous: Web Cryptography's thread hop takes longer than the two signatures. */
export async function createReceiptSigner({ treasury, agencies }: ReceiptKeys): Promise<ReceiptSigner> {
  const ofTreasury = await signingKeyOf(treasury);
  const ofAgencies = new Map<string, SigningKey>();
  for (const [agency, key] of agencies) ofAgencies.set(agency, await signingKeyOf(key));
  return {
    async sign(claims) {
      const ofPayee = ofAgencies.get(claims.payee);
      if (ofPayee === undefined) throw new Error('a paid agency has no receipt key');
      const payload = base64url(claims);
      const signatures = [ofTreasury, ofPayee].map(({ key, header }) => ({
        signature: sign(null, Buffer.from(`${header}.${payload}`), key).toString('base64url'),
        protected: header,
      }));
      return JSON.stringify({ signatures, payload });
    },
  };
}

async function signingKeyOf(jwk: PrivateKey): Promise<SigningKey> {
  const header = base64url({ alg: 'EdDSA', kid: await keyId(jwk), typ: receiptType });
  return { key: createPrivateKey({ key: { ...jwk }, format: 'jwk' }), header };
}

function base64url(json: object): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}
