import type { AnyOfAllOf } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { missingConsent } from './missing-consent.ts';

const issuer = 'https://issuer.test';
const zhao = { ...personas.zhao, approved: ['identity:basic', 'transport:passes', 'a', 'b', 'c'] };
const of = (missing: AnyOfAllOf, rule: 'policy' | 'requiresScopes' = 'policy', who = zhao) =>
  missingConsent({ allowed: false, rule, missing }, who, issuer);

it('names the scopes, the purpose, and the request that asks the citizen', () => {
  const found = of([['consent:identity:basic', 'consent:transport:passes']]);
  expect(found).toMatchObject({ scopes: ['identity:basic', 'transport:passes'], purpose: 'city-services' });
  const url = new URL(found!.url);
  expect(url.origin + url.pathname).toBe('https://issuer.test/auth');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'wechat-city',
    response_type: 'code',
    scope: 'openid identity:basic transport:passes',
    purpose: 'city-services',
    prompt: 'consent',
  });
});

it('takes the first alternative that consent can satisfy, with a higher assurance level where needed', () => {
  const found = of([['role:clerk', 'consent:a'], [], ['consent:b', 'assurance:high'], ['consent:c']]);
  expect(found?.scopes).toEqual(['b']);
  expect(new URL(found!.url).searchParams.get('acr_values')).toBe('urn:civic-graph:assurance:high');
});

it('treats a missing scope as one that the citizen has not consented to', () => {
  expect(of([['identity:basic']], 'requiresScopes')?.scopes).toEqual(['identity:basic']);
});

it('chooses an alternative that the app is approved for, if there is one', () => {
  const some = { ...zhao, scopes: [], approved: ['c'] };
  expect(of([['consent:a'], ['consent:c', 'consent:b'], ['consent:c']], 'policy', some)?.scopes).toEqual([
    'c',
  ]);
  expect(of([['consent:a'], ['consent:b']], 'policy', some)).toBeNull();
  expect(
    of([['identity:basic']], 'requiresScopes', { ...zhao, scopes: ['identity:basic'], approved: [] }),
  ).toBeNull();
});

it.each<AnyOfAllOf>([[], [['assurance:high']], [['role:clerk']], [['owner', 'consent:a']]])(
  'is not offered if %j is missing',
  (...missing) => {
    expect(of(missing)).toBeNull();
  },
);

it.each([
  personas.anonymous,
  personas['wechat-city'],
  personas['operator-transport'],
  { ...personas.zhao, purpose: null },
])('is absent if no consent would help', (principal) => {
  expect(
    missingConsent({ allowed: false, rule: 'policy', missing: [['consent:a']] }, principal, issuer),
  ).toBeNull();
});
