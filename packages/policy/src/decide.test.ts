import { describe, expect, test } from 'vitest';
import { decide, holds } from './decide.ts';
import type { Principal } from './principal.ts';
import type { AnyOfAllOf, Requirement } from './requirement.ts';

const app = { kind: 'app', clientId: 'a', scopes: ['s', 't'], purpose: 'p' } as const;
const person = { ...app, subject: 'x', assurance: 'substantial' } as const;
const citizen: Principal = { ...person, kind: 'citizen', citizenKey: 'C1', consents: ['s'], consentId: 'c' };
const operator: Principal = { ...person, kind: 'operator', agency: 'finance', roles: ['clerk'] };
const admin: Principal = { ...person, kind: 'admin', roles: ['platform-admin'] };
const anonymous: Principal = { kind: 'anonymous' };
const everyone = { anonymous, app, citizen, operator, admin };

const requirement = (part: Partial<Requirement>): Requirement => ({
  authenticated: false,
  scopes: null,
  policies: null,
  ...part,
});
const who = (part: Partial<Requirement>) =>
  Object.entries(everyone)
    .filter(([, principal]) => decide(requirement(part), principal).allowed)
    .map(([name]) => name);

describe('read access', () => {
  test.each<[string, Partial<Requirement>, string[]]>([
    ['nothing required', {}, ['anonymous', 'app', 'citizen', 'operator', 'admin']],
    ['@authenticated', { authenticated: true }, ['app', 'citizen', 'operator', 'admin']],
    ['a scope that all have', { scopes: [['s']] }, ['app', 'citizen', 'operator', 'admin']],
    ['both of two scopes', { scopes: [['s', 'u']] }, []],
    ['either of two scopes', { scopes: [['u'], ['t']] }, ['app', 'citizen', 'operator', 'admin']],
    ['no alternative of scopes', { scopes: [] }, []],
    ['no alternative of policies', { policies: [] }, []],
    ['an unknown policy', { policies: [['root']] }, []],
    ['consent', { policies: [['consent:s']] }, ['citizen']],
    ['consent that was not given', { policies: [['consent:t']] }, []],
    ['a role', { policies: [['role:clerk']] }, ['operator']],
    ['either of two roles', { policies: [['role:clerk'], ['role:platform-admin']] }, ['operator', 'admin']],
    ['an agency', { policies: [['agency:finance']] }, ['operator']],
    ['any agency', { policies: [['agency']] }, ['operator']],
    ['another agency', { policies: [['agency:transport']] }, []],
    ['owner, before an object is at hand', { policies: [['owner']] }, ['citizen', 'operator']],
    ['high assurance', { policies: [['assurance:high']] }, []],
    ['a scope and a policy', { scopes: [['u']], policies: [['consent:s']] }, []],
  ])('%s', (_name, part, allowed) => {
    expect(who(part)).toEqual(allowed);
  });
});

describe('a program of an agency', () => {
  const program: Principal = {
    ...{ kind: 'app', clientId: 'ci-finance-1', scopes: [], purpose: null },
    machine: { agency: 'finance', subgraph: 'payments', registeredBy: 'x' },
    roles: ['subgraph-publisher'],
  };

  test.each([
    ['role:subgraph-publisher', true],
    ['role:clerk', false],
    ['agency', false],
    ['agency:finance', false],
    ['owner', false],
    ['assurance:high', false],
    ['consent:s', false],
  ])('%s: %j', (policy, expected) => {
    expect(holds(policy, program)).toBe(expected);
    expect(holds(policy, program, { agency: 'finance' })).toBe(expected);
  });
});

describe('a refusal', () => {
  test.each<[Partial<Requirement>, Principal, string, AnyOfAllOf]>([
    [{ policies: [['consent:s']] }, anonymous, 'authenticated', []],
    [{ scopes: [['s', 'u'], ['v']] }, app, 'requiresScopes', [['u'], ['v']]],
    [
      { policies: [['consent:s', 'owner'], ['role:clerk']] },
      app,
      'policy',
      [['consent:s', 'owner'], ['role:clerk']],
    ],
    [{ policies: [['consent:s', 'assurance:high']] }, citizen, 'policy', [['assurance:high']]],
    [{ scopes: [] }, app, 'requiresScopes', []],
  ])('of %j names the missing rights', (part, principal, rule, missing) => {
    expect(decide(requirement(part), principal)).toEqual({ allowed: false, rule, missing });
  });
});

describe('owner', () => {
  test.each([
    ['the own', citizen, { citizenKey: 'C1' }, true],
    ['another’s', citizen, { citizenKey: 'C2' }, false],
    ['nobody’s', citizen, {}, false],
    ['nobody’s (null)', citizen, { citizenKey: null, agency: null }, false],
    ['the own agency’s', operator, { agency: 'finance', citizenKey: 'C1' }, true],
    ['another agency’s', operator, { agency: 'transport' }, false],
    ['no agency’s', operator, { citizenKey: 'C1' }, false],
    ['anything', admin, { citizenKey: 'C1', agency: 'finance' }, false],
    ['anything', app, { citizenKey: 'C1' }, false],
    ['anything', anonymous, {}, false],
  ])('of %s', (_whose, principal, resource, expected) => {
    expect(holds('owner', principal as Principal, resource)).toBe(expected);
  });
});

test('consent counts only for a purpose and with a record', () => {
  const given = citizen as Principal & { kind: 'citizen' };
  expect(holds('consent:s', given)).toBe(true);
  expect(holds('consent:s', { ...given, purpose: null })).toBe(false);
  expect(holds('consent:s', { ...given, consentId: null })).toBe(false);
});

test('only the level "high" is high assurance', () => {
  expect(holds('assurance:high', { ...citizen, assurance: 'high' } as Principal)).toBe(true);
  expect(holds('assurance:substantial', citizen)).toBe(false);
});
