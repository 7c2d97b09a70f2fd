import { createHmac } from 'node:crypto';

/**
 * The identifier by which one app knows a person (OpenID Connect Core 8.1): the same at each visit, another
 * one for each app, and without the salt not to be computed or reversed.
 *
 * The sector is the client itself, not the host of its redirect URI: two apps on one host must not join
 * either. `salt` can never change, for every app would lose all of its users.
 */
export function pairwiseSubject(accountId: string, clientId: string, salt: Uint8Array): string {
  // Length-prefixed, so that no two pairs of account and client make the same text.
  return createHmac('sha256', salt).update(`${clientId.length}:${clientId}:${accountId}`).digest('base64url');
}
