import { hash, timingSafeEqual } from 'node:crypto';
import { parseDictionary } from 'structured-headers';

/** `Content-Digest` of a body (RFC 9530, section 2) with SHA-256. */
export function contentDigest(body: Uint8Array | string): string {
  return `sha-256=:${hash('sha256', body, 'base64')}:`;
}

/** Whether the header contains the correct sha-256 digest of this body. Other digests are ignored. */
export function contentDigestMatches(header: string, body: Uint8Array): boolean {
  const stated = sha256In(header);
  const actual = hash('sha256', body, 'buffer');
  return stated !== undefined && stated.length === actual.length && timingSafeEqual(stated, actual);
}

function sha256In(header: string): Buffer | undefined {
  try {
    const value = parseDictionary(header).get('sha-256')?.[0];
    return value instanceof ArrayBuffer ? Buffer.from(value) : undefined;
  } catch {
    return undefined;
  }
}
