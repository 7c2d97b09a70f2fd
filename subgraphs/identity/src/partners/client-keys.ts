import type { JSONWebKeySet, JWK } from 'jose';

const maxKeys = 10;

/** Public keys only: a private key submitted by mistake is compromised. */
export function keySetProblem(text: string): string | null {
  if (text.length > 20_000) return 'is longer than 20,000 characters';
  const keys = parseKeys(text)?.keys;
  if (keys === undefined) return 'is not a JWK Set (RFC 7517)';
  if (keys.length === 0 || keys.length > maxKeys) return `must hold 1 to ${maxKeys} keys`;
  if (keys.some((key) => 'd' in key || 'k' in key)) return 'must hold public keys only';
  return null;
}

/** Returns `undefined` for an invalid JWK Set (RFC 7517). */
export function parseKeys(text: string): JSONWebKeySet | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const keys = typeof parsed === 'object' && parsed !== null && 'keys' in parsed ? parsed.keys : undefined;
    // PostgreSQL rejects NUL.
    if (!Array.isArray(keys) || !keys.every(isKey) || JSON.stringify(keys).includes('\\u0000'))
      return undefined;
    return { keys };
  } catch {
    return undefined;
  }
}

function isKey(value: unknown): value is JWK {
  return typeof value === 'object' && value !== null && 'kty' in value && typeof value.kty === 'string';
}
