import { expect, test } from 'vitest';
import { classViolation } from './class-rule.ts';
import type { AnyOfAllOf, DataClass, Requirement } from './requirement.ts';

const authenticated: Requirement = { authenticated: true, scopes: null, policies: null };
const scoped: Requirement = { authenticated: false, scopes: [['s']], policies: null };
const policies = (...alternatives: string[][]): Requirement => ({
  authenticated: false,
  scopes: null,
  policies: alternatives as AnyOfAllOf,
});
const consent = policies(['owner', 'consent:s'], ['role:clerk']);
const high = policies(['assurance:high', 'consent:s'], ['assurance:high', 'role:clerk']);

test.each<[DataClass, string, Requirement[], RegExp | null]>([
  ['C0', 'nothing', [], null],
  ['C1', 'nothing', [], /^C1 needs/],
  ['C1', 'authentication', [authenticated], null],
  ['C1', 'a policy', [policies(['owner'])], null],
  ['C2', 'authentication', [authenticated], /^C2 needs @requiresScopes/],
  ['C2', 'a scope', [scoped], /^C2 needs consent/],
  ['C2', 'consent', [consent], /^C2 needs @requiresScopes/],
  ['C2', 'scope and consent', [scoped, consent], null],
  ['C2', 'scope and owner', [scoped, policies(['owner'])], /^C2 needs consent/],
  ['C2', 'an alternative without consent', [scoped, policies(['consent:s'], ['owner'])], /^C2 needs consent/],
  ['C2', 'an agency', [scoped, policies(['agency:finance'])], null],
  ['C2', 'any agency', [scoped, policies(['agency'])], /^C2 needs consent/],
  ['C3', 'scope and consent', [scoped, consent], /^C3 needs assurance:high/],
  ['C3', 'scope, consent and high in one', [scoped, high], null],
  ['C3', 'scope, consent, and high apart', [scoped, consent, policies(['assurance:high'])], null],
  [
    'C3',
    'an alternative without high',
    [scoped, policies(['assurance:high', 'consent:s'], ['role:clerk'])],
    /^C3 needs/,
  ],
  ['C3', 'high alone', [policies(['assurance:high'])], /^C3 needs @requiresScopes/],
  ['C4', 'everything', [authenticated, scoped, high], /^C4/],
])('%s with %s', (dataClass, _name, requirements, message) => {
  const violation = classViolation(dataClass, requirements);
  if (message === null) expect(violation).toBeNull();
  else expect(violation).toMatch(message);
});
