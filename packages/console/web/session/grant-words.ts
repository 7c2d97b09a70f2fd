import type { SessionState } from './session.ts';
import type { AccessToken } from './token.ts';
import { count, nameInWords, timeLeft } from './words.ts';

export interface GrantWords {
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet';
  readonly line: string;
}

/** The one line that tells what the caller has: scopes, purpose, consent, time left. */
export function grantInWords(state: SessionState, now: Date): GrantWords {
  switch (state.phase) {
    case 'opening':
      return { tone: 'quiet', line: 'Opening…' };
    case 'unreachable':
      return { tone: 'bad', line: 'No token' };
    case 'pasted':
      return state.token === null
        ? { tone: 'quiet', line: 'No token: public fields only' }
        : tokenInWords(state.token, false, now);
    case 'persona':
      switch (state.grant.status) {
        case 'none':
          return { tone: 'quiet', line: 'No token: public fields only' };
        case 'pending':
          return { tone: 'quiet', line: 'Fetching a token…' };
        case 'refused':
          return { tone: 'bad', line: state.grant.reason };
        case 'held':
          return tokenInWords(state.grant.token, state.app !== null, now);
      }
  }
}

function tokenInWords(token: AccessToken, citizen: boolean, now: Date): GrantWords {
  const left = token.expiresAt === null ? null : timeLeft(token.expiresAt, now);
  const consented = token.scopes.filter((scope) => token.consents.includes(scope)).length;
  const parts = [
    count(token.scopes.length, 'scope'),
    token.agency === null ? null : `agency ${nameInWords(token.agency)}`,
    token.roles.length === 0 ? null : token.roles.map(nameInWords).join(', '),
    token.purpose === null ? null : `for ${nameInWords(token.purpose)}`,
    citizen ? consentInWords(consented, token.scopes.length) : null,
    left,
  ];
  return {
    tone: left === 'expired' ? 'bad' : citizen && consented < token.scopes.length ? 'warn' : 'good',
    line: parts.filter((part) => part !== null).join(' · '),
  };
}

function consentInWords(consented: number, scopes: number): string {
  if (consented === 0) return 'no consent';
  return consented === scopes ? 'consented' : `${consented} of ${scopes} consented`;
}
