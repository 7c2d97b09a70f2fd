import type { PartnerApp } from '../../../session/demo-directory.ts';
import type { SessionState } from '../../../session/session.ts';
import type { AccessToken } from '../../../session/token.ts';
import { nameInWords, type TokenWords, timeLeft } from './token-words.ts';

export interface GrantWords {
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet';
  readonly line: string;
}

/** Summary of the caller's grant: scopes, purpose, consent, time left. */
export function grantInWords(state: SessionState, now: Date, t: TokenWords): GrantWords {
  switch (state.phase) {
    case 'opening':
      return { tone: 'quiet', line: t('opening') };
    case 'unreachable':
      return { tone: 'bad', line: t('none') };
    case 'signed-in':
      return { tone: 'good', line: t('signedIn') };
    case 'pasted':
      return state.token === null
        ? { tone: 'quiet', line: t('publicOnly') }
        : tokenInWords(state.token, null, now, t);
    case 'persona':
      switch (state.grant.status) {
        case 'none':
          return { tone: 'quiet', line: t('publicOnly') };
        case 'pending':
          return { tone: 'quiet', line: t('fetching') };
        case 'refused':
          return { tone: 'bad', line: state.grant.reason };
        case 'held':
          return tokenInWords(state.grant.token, state.app, now, t);
      }
  }
}

/** @param app through which a citizen acts; `null` if no consent is needed */
function tokenInWords(token: AccessToken, app: PartnerApp | null, now: Date, t: TokenWords): GrantWords {
  const { expiresAt } = token;
  const isExpired = expiresAt !== null && expiresAt <= now;
  const { consented, refused } = consentOf(token, app);
  const parts = [
    app === null ? t('scopes', { count: token.scopes.length }) : consentInWords(consented, refused, t),
    token.agency === null ? null : t('ofAgency', { agency: nameInWords(token.agency) }),
    token.roles.length === 0 ? null : token.roles.map(nameInWords).join(', '),
    token.purpose === null ? null : t('forPurpose', { purpose: nameInWords(token.purpose) }),
    expiresAt === null ? null : timeLeft(expiresAt, now, t),
  ];
  return {
    tone: isExpired ? 'bad' : refused.length > 0 ? 'warn' : 'good',
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

function consentInWords(consented: readonly string[], refused: readonly string[], t: TokenWords): string {
  if (consented.length === 0) return t('noConsent');
  if (refused.length === 0) return t('scopes', { count: consented.length });
  return t('someScopes', { consented: consented.length, count: consented.length + refused.length });
}
