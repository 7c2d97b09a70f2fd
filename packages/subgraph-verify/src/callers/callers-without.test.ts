import type { Requirement } from '@civic-graph/policy';
import { describe, expect, it } from 'vitest';
import { callersWithout, type RuleKind } from './callers-without.ts';
import { ruleWords } from './rule-words.ts';

const words = (requirement: Requirement, kind: RuleKind, hasOwner = true) =>
  callersWithout(
    kind,
    { ofParent: [requirement], ofResult: [], hasOwner },
    { words: ruleWords([requirement]), owner: null, strangerKey: 'stranger' },
  ).map((caller) => caller.words);

const rule = (changes: Partial<Requirement>): Requirement => ({
  authenticated: false,
  scopes: null,
  policies: null,
  ...changes,
});

describe('callers without', () => {
  it('a sign-in: anonymous ones', () => {
    expect(words(rule({ authenticated: true }), 'authenticated')).toEqual(['anonymous']);
    expect(words(rule({ authenticated: true }), 'scopes')).toEqual([]);
  });

  it('a scope: each one that an alternative needs', () => {
    expect(words(rule({ scopes: [['a', 'b'], ['c']] }), 'scopes')).toEqual([
      'a citizen without a, c',
      'a citizen without b, c',
    ]);
  });

  it('a policy: each one that an alternative needs, and callers for whom none can hold', () => {
    expect(words(rule({ policies: [['owner', 'consent:a'], ['role:clerk']] }), 'policies')).toEqual([
      'a citizen without owner, role:clerk',
      'an operator without owner, role:clerk',
      'a citizen without consent:a, role:clerk',
      'an app without a citizen',
      'a citizen whose token names no purpose',
    ]);
  });

  it('ownership: none if each caller has its own object', () => {
    const owned = rule({ policies: [['owner']] });
    expect(words(owned, 'policies')).toContain('a citizen without owner');
    expect(words(owned, 'policies', false)).not.toContain('a citizen without owner');
  });
});
