import { isRecord } from '../is-record.ts';

/**
 * SHA-256 in hex, by which the gateway knows an operation.
 *
 * @param document where its text is not sent, its own hash counts: that of the text that was approved
 */
export async function hashOf(text: string, document: unknown): Promise<string> {
  const meta = isRecord(document) ? document.__meta__ : undefined;
  if (isRecord(meta) && typeof meta.hash === 'string') return meta.hash;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
