import { createTranslator } from 'use-intl';
import { expect, it } from 'vitest';
import { formatLocales, type Language } from '../../../app/language.ts';
import { messages } from '../../../messages/messages.ts';
import type { SessionState } from '../../../session/session.ts';
import { type AccessToken, readAccessToken } from '../../../session/token.ts';
import { grantInWords } from './grant-words.ts';
import { timeLeft } from './token-words.ts';

const wordsIn = (language: Language) =>
  createTranslator({
    locale: formatLocales[language],
    messages: messages[language],
    namespace: 'explore.token',
  });
const t = wordsIn('en');
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
      t,
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
  expect(grantInWords(state, now, t)).toMatchObject({ tone: 'warn', line: 'no consent' });
});

it('shows agency and roles of an operator, without consent', () => {
  const state = held({ scopes: ['payments:revenue'], agency: 'finance', roles: ['notice-clerk'] }, null);
  expect(grantInWords(state, now, t)).toEqual({
    tone: 'good',
    line: '1 scope · agency finance · notice clerk',
  });
});

it('reports a missing or expired token', () => {
  expect(grantInWords({ phase: 'pasted', token: null }, now, t).line).toContain('public fields only');
  const expired = token({ expiresAt: new Date(now.getTime() - 1) });
  expect(grantInWords({ phase: 'pasted', token: expired }, now, t)).toMatchObject({ tone: 'bad' });
});

it('says the same in Chinese', () => {
  const expiresAt = new Date(now.getTime() + 600_000);
  const state = held({ scopes: ['payments:pay'], consents: ['payments:pay'], expiresAt }, 'wechat-city');
  expect(grantInWords(state, now, wordsIn('zh')).line).toBe('1/2 项权限 · 剩余 10 分钟');
});

it.each([
  [0, 'expired'],
  [59, 'less than a minute left'],
  [60, '1 min left'],
  [5_340, '89 min left'],
  [7_200, '2 h left'],
  [259_200, '3 days left'],
])('%i seconds: %s', (seconds, words) => {
  expect(timeLeft(new Date(now.getTime() + seconds * 1000), now, t)).toBe(words);
});
