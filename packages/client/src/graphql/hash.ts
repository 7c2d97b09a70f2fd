import { isRecord } from '../is-record.ts';

/** Returns the hash that `civic types` wrote into the document, if any. */
export function writtenHash(document: unknown): string | null {
  const meta = isRecord(document) ? document.__meta__ : undefined;
  return isRecord(meta) && typeof meta.hash === 'string' ? meta.hash : null;
}

/** SHA-256 in hex, the key of a persisted operation. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
