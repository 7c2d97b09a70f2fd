import { expect, test } from 'vitest';
import type { AnyOfAllOf } from './requirement.ts';
import { whoMayUse } from './who-may-use.ts';

test.each<[AnyOfAllOf, string | null, AnyOfAllOf]>([
  [[], null, []],
  [[['owner']], 'only the citizen or agency that it belongs to may use it', []],
  [[['agency:transport']], 'only the agency transport may use it', []],
  [[['agency']], 'only officials of an agency may use it', []],
  [
    [['role:platform-admin'], ['agency']],
    'only officials of an agency, or the role platform-admin, may use it',
    [],
  ],
  [[['role:clerk']], 'the role clerk is needed', []],
  [[['role:clerk'], ['role:platform-admin']], 'the role clerk or platform-admin is needed', []],
  [
    [['agency:civil-affairs'], ['agency:transport'], ['agency:finance'], ['role:platform-admin']],
    'only the agencies civil-affairs, transport and finance, or the role platform-admin, may use it',
    [],
  ],
  [
    [['owner'], ['role:clerk']],
    'only the citizen or agency that it belongs to, or the role clerk, may use it',
    [],
  ],
  [
    [['consent:s'], ['owner', 'assurance:high'], ['owner'], []],
    'only the citizen or agency that it belongs to may use it',
    [['consent:s'], ['owner', 'assurance:high'], []],
  ],
  [[['unknown']], null, [['unknown']]],
])('%j: %s', (missing, words, others) => {
  expect(whoMayUse(missing)).toEqual({ words, others });
});
