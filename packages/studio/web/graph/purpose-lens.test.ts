import { type AnyOfAllOf, decide, type Principal, type Requirement } from '@civic-graph/policy';
import { describe, expect, it } from 'vitest';
import { lensReaders, lookThrough, type PurposeLens } from './purpose-lens.ts';
import type { FieldRules } from './read-schema.ts';

const open: FieldRules = { isForSignedIn: false, scopes: [], policies: [] };
const consented: FieldRules = { ...open, scopes: [['a']], policies: [['owner', 'consent:a'], ['agency']] };
const lens = (changes: Partial<PurposeLens> = {}): PurposeLens => ({
  approvedScopes: ['a'],
  isPurposeAllowed: true,
  reader: 'substantial',
  ...changes,
});

describe('a field', () => {
  it('without rules is allowed', () => {
    expect(lookThrough(lens({ approvedScopes: [] }), open)).toEqual({ kind: 'allowed' });
  });

  it('of a citizen is allowed with consent to the scopes', () => {
    expect(lookThrough(lens(), consented)).toEqual({ kind: 'consent', scopes: ['a'] });
  });

  it.each<[string, Partial<PurposeLens>, FieldRules, readonly string[], readonly string[]]>([
    ['a scope that is not approved', { approvedScopes: [] }, consented, ['scopes'], ['a']],
    ['another purpose', { isPurposeAllowed: false }, consented, ['purpose'], []],
    [
      'another purpose and scope',
      { isPurposeAllowed: false, approvedScopes: [] },
      consented,
      ['scopes', 'purpose'],
      ['a'],
    ],
    ['a higher level', {}, { ...open, policies: [['assurance:high', 'consent:a']] }, ['assurance'], []],
    ['a citizen', { reader: 'app' }, consented, ['citizen'], []],
    ['an official', {}, { ...open, policies: [['agency'], ['role:clerk'], ['agency:finance']] }, [], []],
    ['what nobody has', {}, { ...open, policies: [['root']] }, [], []],
  ])('for %s is closed', (_name, changes, rules, lacks, scopes) => {
    expect(lookThrough(lens(changes), rules)).toEqual({ kind: 'closed', lacks, scopes });
  });
});

const scopeWays: AnyOfAllOf[] = [[], [['a']], [['a'], ['b']], [['a', 'b']]];
const policies = [
  'owner',
  'consent:a',
  'consent:b',
  'assurance:high',
  'assurance:substantial',
  'agency',
  'role:x',
];
const policyWays: AnyOfAllOf[] = [
  [],
  ...policies.map((one) => [[one]]),
  ...policies.flatMap((one) => policies.flatMap((other) => [[[one, other]], [[one], [other]]])),
];

it('is judged as the gateway judges the token of such a caller', () => {
  for (const scopes of scopeWays) {
    for (const ways of policyWays) {
      const rules: FieldRules = { isForSignedIn: true, scopes, policies: ways };
      for (const looked of lenses()) {
        const { kind } = lookThrough(looked, rules);
        const isAllowed = mayRead(rules, principalOf(looked, false));
        const isAllowedLater = mayRead(rules, principalOf(looked, true));
        const expected = isAllowed ? 'allowed' : isAllowedLater ? 'consent' : 'closed';
        expect([rules, looked, kind]).toEqual([rules, looked, expected]);
      }
    }
  }
});

function lenses(): PurposeLens[] {
  return lensReaders.flatMap((reader) =>
    [true, false].flatMap((isPurposeAllowed) =>
      [[], ['a'], ['b'], ['a', 'b']].map((approvedScopes) => ({ reader, isPurposeAllowed, approvedScopes })),
    ),
  );
}

function principalOf(
  { reader, isPurposeAllowed, approvedScopes }: PurposeLens,
  hasConsent: boolean,
): Principal {
  const purpose = isPurposeAllowed ? 'p' : null;
  if (reader === 'app') return { kind: 'app', clientId: 'app', scopes: [...approvedScopes], purpose };
  const given = hasConsent ? [...approvedScopes] : [];
  return {
    kind: 'citizen',
    clientId: 'app',
    subject: 's',
    citizenKey: 'c',
    scopes: given,
    consents: given,
    consentId: hasConsent ? 'consent' : null,
    purpose,
    assurance: reader,
  };
}

function mayRead({ isForSignedIn, scopes, policies: ways }: FieldRules, principal: Principal): boolean {
  const requirement: Requirement = {
    authenticated: isForSignedIn,
    scopes: scopes.length === 0 ? null : (scopes as AnyOfAllOf),
    policies: ways.length === 0 ? null : (ways as AnyOfAllOf),
  };
  return decide(requirement, principal).allowed;
}
