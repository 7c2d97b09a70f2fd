import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Time (in seconds) in which a link can be used, and a request approved: three days. */
export const invitationSeconds = 3 * 24 * 60 * 60;

/** A random token of 256 bits, and its digest for storage. */
export function createLinkToken(): { readonly token: string; readonly digest: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, digest: tokenDigest(token) };
}

export function tokenDigest(token: string): string {
  return createHash('sha256').update(`invitation ${token}`).digest('base64url');
}

/** The token is in the fragment, so that it reaches no log and no referrer. */
export function invitationLink(issuer: string, token: string): string {
  return `${issuer}/invitation#${token}`;
}

/** Without characters that are easily confused; 32 of them, so that a byte chooses without bias. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The code that belongs to a link: 40 bits, as `XXXX-XXXX`. */
export function createCode(): string {
  const letters = [...randomBytes(8)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** @param secret the pairwise salt: without it, nobody can guess the code from the table */
export function codeDigest(code: string, invitation: string, secret: Uint8Array): string {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'civic-graph invitation codes', 32));
  const plain = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return createHmac('sha256', key).update(`${invitation} ${plain}`).digest('base64url');
}

export function isSameDigest(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
