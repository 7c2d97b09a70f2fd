import { createHmac } from 'node:crypto';

/**
 * Pairwise identifier of a person for one app (OpenID Connect Core 8.1): stable for the app, different for
 * each app, and not computable without the salt.
 *
 * The sector is the client itself, not its host, so that two apps on one host cannot join. `salt` can never
 * change, because every app would lose its users.
 */
export function pairwiseSubject(accountId: string, clientId: string, salt: Uint8Array): string {
  // Length-prefixed, so that account and client cannot be ambiguous.
  return createHmac('sha256', salt).update(`${clientId.length}:${clientId}:${accountId}`).digest('base64url');
}
