import { createHmac, hkdfSync } from 'node:crypto';
import type { Person } from '../linked-identities/person.ts';

/** Computes the identifier of a person in authenticators, which names nobody (section 14.6.1). */
export type UserHandles = (person: Person) => Buffer;

/** @param secret the pairwise salt, which never changes */
export function userHandles(secret: Uint8Array): UserHandles {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'civic-graph passkey user handles', 32));
  return ({ kind, accountId }) => createHmac('sha256', key).update(`${kind} ${accountId}`).digest();
}
