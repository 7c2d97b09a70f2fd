import { expect, it } from 'vitest';
import { grantInWords } from './grant-words.ts';
import type { SessionState } from './session.ts';
import { type AccessToken, readAccessToken } from './token.ts';
import { timeLeft } from './words.ts';

const now = new Date('2026-11-25T01:00:00Z');
const token = (claims: Partial<AccessToken>): AccessToken => ({ ...readAccessToken('opaque'), ...claims });

function held(claims: Partial<AccessToken>, app: string | null): SessionState {
  return {
    phase: 'persona',
    directory: { personas: [], apps: [] },
    persona: { id: 'lin', kind: app === null ? 'operator' : 'citizen', description: '', apps: null },
    app:
      app === null ? null : { clientId: app, name: app, approvedScopes: ['identity:basic', 'payments:pay'] },
    grant: { status: 'held', token: token(claims) },
  };
}

it('shows consent, purpose and time left of a citizen', () => {
  const expiresAt = new Date(now.getTime() + 600_000);
  const of = (...consents: string[]) =>
    grantInWords(
      held({ scopes: consents, consents, purpose: 'city-services', expiresAt }, 'wechat-city'),
      now,
    );
  expect(of('identity:basic', 'payments:pay')).toEqual({
    tone: 'good',
    line: '2 scopes · for city services · 10 min left',
  });
  expect(of('payments:pay')).toMatchObject({ tone: 'warn', line: expect.stringMatching(/^1 of 2 scopes/) });
  expect(of()).toMatchObject({ tone: 'warn', line: expect.stringMatching(/^no consent/) });
});

it('does not count a scope without consent as usable', () => {
  const state = held({ scopes: ['identity:basic'], consents: [] }, 'wechat-city');
  expect(grantInWords(state, now)).toMatchObject({ tone: 'warn', line: 'no consent' });
});

it('shows agency and roles of an operator, without consent', () => {
  const state = held({ scopes: ['payments:revenue'], agency: 'finance', roles: ['notice-clerk'] }, null);
  expect(grantInWords(state, now)).toEqual({ tone: 'good', line: '1 scope · agency finance · notice clerk' });
});

it('reports a missing or expired token', () => {
  expect(grantInWords({ phase: 'pasted', token: null }, now).line).toContain('public fields only');
  const expired = token({ expiresAt: new Date(now.getTime() - 1) });
  expect(grantInWords({ phase: 'pasted', token: expired }, now)).toMatchObject({ tone: 'bad' });
});

it.each([
  [0, 'expired'],
  [59, 'less than a minute left'],
  [60, '1 min left'],
  [5_340, '89 min left'],
  [7_200, '2 h left'],
  [259_200, '3 days left'],
])('%i seconds: %s', (seconds, words) => {
  expect(timeLeft(new Date(now.getTime() + seconds * 1000), now)).toBe(words);
});
