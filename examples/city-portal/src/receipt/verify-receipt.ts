import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { isRecord } from './is-record.ts';

/** A published key. Those of agencies name the agency; those of the treasury do not. */
export type ReceiptKey = JsonWebKey & { readonly agency?: string };

/** What a receipt says and who has signed it. */
export interface VerifiedReceipt {
  readonly number: string;
  readonly payee: string;
  readonly amountMinor: string;
  readonly currency: string;
  readonly byTreasury: boolean;
  /** By the agency that it names as paid. */
  readonly byPayee: boolean;
}

/**
 * Verifies `Receipt.signed`: JWS JSON serialization (RFC 7515, section 7.2.1) with EdDSA over Ed25519 (RFC
 * 8037).
 *
 * @returns `null` for a text of another format
 */
export function verifyReceipt(signed: string, keys: readonly ReceiptKey[]): VerifiedReceipt | null {
  const jws = parse(signed);
  const says = jws && parse(decode(jws.payload));
  if (!jws || !says || !Array.isArray(jws.signatures)) return null;
  const { number, payee, amountMinor, currency } = says;
  if (![number, payee, amountMinor, currency].every((value) => typeof value === 'string')) return null;
  const texts = { number, payee, amountMinor, currency } as Omit<VerifiedReceipt, 'byTreasury' | 'byPayee'>;
  const signatures: readonly unknown[] = jws.signatures;
  const isSignedBy = (agency: string | undefined) =>
    keys
      .filter((key) => key.agency === agency)
      .some((key) => signatures.some((signature) => isSignature(signature, String(jws.payload), key)));
  return { ...texts, byTreasury: isSignedBy(undefined), byPayee: isSignedBy(texts.payee) };
}

function isSignature(value: unknown, payload: string, key: ReceiptKey): boolean {
  if (!isRecord(value) || typeof value.protected !== 'string' || typeof value.signature !== 'string')
    return false;
  const header = parse(decode(value.protected));
  // Only this algorithm and type, because the same keys might sign other things.
  if (header?.alg !== 'EdDSA' || header.typ !== 'civic-receipt+jws') return false;
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519') return false;
  const data = Buffer.from(`${value.protected}.${payload}`);
  try {
    const publicKey = createPublicKey({ key, format: 'jwk' });
    return verify(null, data, publicKey, Buffer.from(value.signature, 'base64url'));
  } catch {
    // A malformed key proves nothing.
    return false;
  }
}

function decode(text: unknown): string {
  return typeof text === 'string' ? Buffer.from(text, 'base64url').toString('utf8') : '';
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
