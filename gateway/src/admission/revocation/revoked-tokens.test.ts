import { personas } from '@civic-graph/testing';
import type { VerifiedToken } from '@civic-graph/tokens';
import { describe, expect, it } from 'vitest';
import { type Revocation, RevokedTokens } from './revoked-tokens.ts';

const now = Date.parse('2026-06-01T08:00:00Z');
const token: VerifiedToken = {
  principal: personas.lin,
  grant: 'g1',
  issuedAt: now - 60_000,
  safelist: null,
  boundTo: null,
};
const revocation = (changes: Partial<Revocation>): Revocation => ({
  kind: 'consent',
  id: personas.lin.consentId!,
  issuedBefore: null,
  expiresAt: now + 1_000,
  ...changes,
});

function with_(...revocations: Revocation[]): RevokedTokens {
  const tokens = new RevokedTokens(10);
  for (const each of revocations) tokens.add(each, now);
  return tokens;
}

describe('a token is refused', () => {
  it.each([
    ['consent', {}],
    ['grant', { kind: 'grant', id: 'g1' }],
    ['client', { kind: 'client', id: 'wechat-city', issuedBefore: now }],
  ] as const)('for its %s', (_, changes) => {
    expect(with_(revocation(changes)).has(token)).toBe(true);
  });

  it.each([
    ['another consent', { id: 'other' }],
    ['another grant', { kind: 'grant', id: 'g2' }],
    ['a grant of the name of its consent', { kind: 'grant' }],
    ['another client', { kind: 'client', id: 'alipay-city', issuedBefore: now }],
    ['its client, before it was issued', { kind: 'client', id: 'wechat-city', issuedBefore: token.issuedAt }],
  ] as const)('not for %s', (_, changes) => {
    expect(with_(revocation(changes)).has(token)).toBe(false);
  });

  it('of an app is refused by its client, without consent or grant', () => {
    const app = {
      principal: personas['wechat-city'],
      grant: null,
      issuedAt: now - 1,
      safelist: null,
      boundTo: null,
    };
    const client = revocation({ kind: 'client', id: 'wechat-city', issuedBefore: now });
    expect(with_(client).has(app)).toBe(true);
    expect(with_(revocation({})).has(app)).toBe(false);
  });
});

describe('memory', () => {
  it('drops revocations that no valid token can match', () => {
    const tokens = with_(revocation({ id: 'a' }), revocation({ id: 'b' }));
    tokens.add(revocation({ id: 'c', expiresAt: now + 5_000 }), now + 1_000);
    expect(tokens.size).toBe(1);
  });

  it('refuses every older token when full, and forgets none', () => {
    const ids = Array.from({ length: 11 }, (_, index) => revocation({ id: `c${index}` }));
    const tokens = with_(...ids);
    expect(tokens.size).toBe(0);
    expect(tokens.has({ ...token, grant: null })).toBe(true);
    expect(tokens.has({ ...token, issuedAt: now + 2_000 })).toBe(false);
  });
});
