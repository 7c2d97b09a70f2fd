import { expect, test } from 'vitest';
import { parsePolicyName } from './policy-name.ts';

test.each([
  ['owner', { kind: 'owner' }],
  ['assurance:high', { kind: 'assurance', level: 'high' }],
  ['consent:payments:notices', { kind: 'consent', scope: 'payments:notices' }],
  ['role:notice-clerk', { kind: 'role', role: 'notice-clerk' }],
  ['agency', { kind: 'any-agency' }],
  ['agency:civil-affairs', { kind: 'agency', agency: 'civil-affairs' }],
])('%s is understood', (name, parsed) => {
  expect(parsePolicyName(name)).toEqual(parsed);
});

test.each([
  '',
  'Owner',
  'owner ',
  'owner:',
  'assurance:low',
  'assurance:',
  'role:',
  'role:Admin',
  'role:a b',
  'consent',
  'agency:',
  'consent:',
  ':a',
  'constructor:a',
  '__proto__',
  'role:a\n',
])('%j is not', (name) => {
  expect(parsePolicyName(name)).toBeUndefined();
});
