import { createHmac, hkdfSync } from 'node:crypto';

/** Computes the identifier of a person in authenticators, which names nobody (section 14.6.1). */
export type UserHandles = (accountId: string) => Buffer;

/** @param secret the pairwise salt, which never changes */
export function userHandles(secret: Uint8Array): UserHandles {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'civic-graph passkey user handles', 32));
  return (accountId) => createHmac('sha256', key).update(accountId).digest();
}
