import { createHmac, hkdfSync } from 'node:crypto';

/** Digests of identifiers that an upstream provider gives to people, sessions and logout tokens. */
export interface IdentityDigests {
  subject(provider: string, sub: string): string;
  session(provider: string, sid: string): string;
  logoutToken(provider: string, jti: string): string;
}

/** @param secret the pairwise salt: a copy of the database without it identifies nobody */
export function identityDigests(secret: Uint8Array): IdentityDigests {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'civic-graph upstream identifiers', 32));
  const digest = (kind: string) => (provider: string, value: string) =>
    // Length-prefixed, so that provider and value cannot be ambiguous.
    createHmac('sha256', key).update(`${kind} ${provider.length}:${provider}:${value}`).digest('base64url');
  return { subject: digest('subject'), session: digest('session'), logoutToken: digest('logout token') };
}
