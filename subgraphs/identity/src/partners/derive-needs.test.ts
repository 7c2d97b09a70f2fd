import type { Requirement } from '@civic-graph/policy';
import { expect, it } from 'vitest';
import { cityDirectory } from '../agencies/manifests.fixture.ts';
import { type AnalysedField, deriveNeeds as derive } from './derive-needs.ts';
import { partsOf } from './parts-of-request.ts';

const deriveNeeds = (fields: readonly AnalysedField[]) => derive(fields, cityDirectory);

const nothing: Requirement = { authenticated: false, scopes: null, policies: null };

function field(coordinate: string, owner: string, ...rules: Partial<Requirement>[]): AnalysedField {
  const requirements = rules.map((rule) => ({ ...nothing, ...rule }));
  return { coordinate, dataClass: 'C2', owners: [owner], requirements };
}

const passes = field('Citizen.transitPasses', 'transport', {
  scopes: [['transport:passes']],
  policies: [['owner', 'consent:transport:passes']],
});
const profile = field('Citizen.profile', 'identity', {
  authenticated: true,
  policies: [
    ['owner', 'consent:identity:sensitive'],
    ['owner', 'consent:identity:profile'],
  ],
});
const birthDate = field('Profile.birthDate', 'identity', {
  scopes: [['identity:sensitive']],
  policies: [['owner', 'consent:identity:sensitive', 'assurance:high']],
});

const scopesOf = (...fields: AnalysedField[]) => deriveNeeds(fields).fields.map(({ scopes }) => scopes);

it('a field needs the scopes and consents of its rules; a public one nothing', () => {
  expect(
    deriveNeeds([
      passes,
      field('Query.stops', 'transport'),
      field('Query.me', 'identity', { authenticated: true }),
    ]),
  ).toEqual({
    notForApps: [],
    undefinedScopes: [],
    fields: [
      {
        coordinate: 'Citizen.transitPasses',
        dataClass: 'C2',
        agencies: ['transport'],
        scopes: ['transport:passes'],
        policies: ['owner', 'consent:transport:passes'],
      },
      expect.objectContaining({ coordinate: 'Query.stops', scopes: [], policies: [] }),
      expect.objectContaining({ coordinate: 'Query.me', scopes: [], policies: [] }),
    ],
  });
});

it('a rule with alternatives needs what is needed anyway, else the least sensitive', () => {
  expect(scopesOf(profile)).toEqual([['identity:profile']]);
  expect(scopesOf(profile, birthDate)).toEqual([['identity:sensitive'], ['identity:sensitive']]);
  expect(scopesOf(birthDate, profile)).toEqual([['identity:sensitive'], ['identity:sensitive']]);
});

it('an app cannot use a field that is for officials only', () => {
  const closed = [
    field('Query.a', 'payments', { policies: [['role:clerk'], ['agency:finance']] }),
    field('Query.b', 'payments', { scopes: [['payments:revenue']] }),
    field('Query.d', 'payments', { policies: [['consent:payments:revenue']] }),
    // All atoms of an alternative must be possible, and every rule must have one.
    field('Query.e', 'payments', { scopes: [['payments:notices']] }, { policies: [['role:clerk']] }),
  ];
  expect(deriveNeeds(closed).notForApps).toEqual(['Query.a', 'Query.b', 'Query.d', 'Query.e']);
  const half = field('Query.f', 'payments', { policies: [['role:clerk'], ['consent:payments:notices']] });
  expect(deriveNeeds([half])).toMatchObject({ notForApps: [], fields: [{ scopes: ['payments:notices'] }] });
});

it('the owner of a field decides on it, and the owner of a scope on the scope', () => {
  const borrowed = field('Citizen.notices', 'payments', { scopes: [['payments:notices', 'identity:basic']] });
  const { fields } = deriveNeeds([passes, borrowed]);
  expect(partsOf(fields, cityDirectory)).toEqual([
    { agency: 'transport', scopes: ['transport:passes'] },
    { agency: 'finance', scopes: ['identity:basic', 'payments:notices'] },
    { agency: 'civil-affairs', scopes: ['identity:basic'] },
  ]);
});
