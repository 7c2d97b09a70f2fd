import type { PartnerApp } from './demo-directory.ts';
import type { SessionState } from './session.ts';
import type { AccessToken } from './token.ts';
import { count, nameInWords, timeLeft } from './words.ts';

export interface GrantWords {
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet';
  readonly line: string;
}

/** Summary of the caller's grant: scopes, purpose, consent, time left. */
export function grantInWords(state: SessionState, now: Date): GrantWords {
  switch (state.phase) {
    case 'opening':
      return { tone: 'quiet', line: 'Opening…' };
    case 'unreachable':
      return { tone: 'bad', line: 'No token' };
    case 'signed-in':
      return { tone: 'good', line: 'Signed in' };
    case 'pasted':
      return state.token === null
        ? { tone: 'quiet', line: 'No token: public fields only' }
        : tokenInWords(state.token, null, now);
    case 'persona':
      switch (state.grant.status) {
        case 'none':
          return { tone: 'quiet', line: 'No token: public fields only' };
        case 'pending':
          return { tone: 'quiet', line: 'Fetching a token…' };
        case 'refused':
          return { tone: 'bad', line: state.grant.reason };
        case 'held':
          return tokenInWords(state.grant.token, state.app, now);
      }
  }
}

/** @param app through which a citizen acts; `null` if no consent is needed */
function tokenInWords(token: AccessToken, app: PartnerApp | null, now: Date): GrantWords {
  const left = token.expiresAt === null ? null : timeLeft(token.expiresAt, now);
  const { consented, refused } = consentOf(token, app);
  const parts = [
    app === null ? count(token.scopes.length, 'scope') : consentInWords(consented.length, refused.length),
    token.agency === null ? null : `agency ${nameInWords(token.agency)}`,
    token.roles.length === 0 ? null : token.roles.map(nameInWords).join(', '),
    token.purpose === null ? null : `for ${nameInWords(token.purpose)}`,
    left,
  ];
  return {
    tone: left === 'expired' ? 'bad' : refused.length > 0 ? 'warn' : 'good',
    line: parts.filter((part) => part !== null).join(' · '),
  };
}

/**
 * Describes what a token permits. For citizens it also lists scopes without consent, which an issuer omits
 * from the token.
 */
export function consentOf(token: AccessToken, app: PartnerApp | null) {
  if (app === null) return { consented: token.scopes, refused: [] };
  const consented = token.scopes.filter((scope) => token.consents.includes(scope));
  const asked = new Set([...token.scopes, ...app.approvedScopes]);
  return { consented, refused: [...asked].filter((scope) => !consented.includes(scope)) };
}

function consentInWords(consented: number, refused: number): string {
  if (consented === 0) return 'no consent';
  return refused === 0 ? count(consented, 'scope') : `${consented} of ${count(consented + refused, 'scope')}`;
}
