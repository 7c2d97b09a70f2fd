import type { PasskeyRow } from './tables.ts';

/** `amr` of a sign-in (RFC 8176): possession of a key, and verification of the person. */
export function methodsOf({ synced }: Pick<PasskeyRow, 'synced'>): readonly string[] {
  return [synced ? 'swk' : 'hwk', 'user', 'mfa'];
}
