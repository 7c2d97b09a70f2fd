import { createAgencyDirectory } from '@civic-graph/agencies';
import type { Requirement } from '@civic-graph/policy';
import { describe, expect, it } from 'vitest';
import { cityDirectory, cityManifests, librariesManifest, loans } from '../agencies/manifests.fixture.ts';
import { type AnalysedField, deriveNeeds as derive } from './derive-needs.ts';
import { outdatedScopes } from './outdated-scopes.ts';
import { partsOf } from './parts-of-request.ts';

const deriveNeeds = (fields: readonly AnalysedField[]) => derive(fields, cityDirectory);

const nothing: Requirement = { authenticated: false, scopes: null, policies: null };

function field(coordinate: string, owner: string, ...rules: Partial<Requirement>[]): AnalysedField {
  const requirements = rules.map((rule) => ({ ...nothing, ...rule }));
  return { coordinate, description: null, dataClass: 'C2', owners: [owner], requirements, alternatives: [] };
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
        description: null,
        dataClass: 'C2',
        alternatives: [],
        agencies: ['transport'],
        scopes: ['transport:passes'],
        policies: ['owner', 'consent:transport:passes'],
      },
      expect.objectContaining({ coordinate: 'Query.stops', scopes: [], policies: [] }),
      expect.objectContaining({ coordinate: 'Query.me', scopes: [], policies: [] }),
    ],
  });
});

it('a rule with alternatives needs scopes that are needed anyway, else the least sensitive', () => {
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

it('a scope that no manifest defines is named, and not treated as one of officials', () => {
  const unknown = (coordinate: string, ...rules: Partial<Requirement>[]) =>
    field(coordinate, 'payments', ...rules);
  const { notForApps, undefinedScopes } = deriveNeeds([
    unknown('Query.a', { scopes: [['no:scope']] }),
    unknown('Query.b', { policies: [['owner', 'consent:no:consent'], ['role:clerk']] }),
    // Nothing is missing if another alternative is open.
    unknown('Query.c', { scopes: [['no:scope'], ['payments:notices']] }),
    // An official is needed in any case.
    unknown('Query.d', { scopes: [['no:scope', 'payments:revenue']] }),
    unknown('Query.e', { scopes: [['no:scope']] }, { policies: [['role:clerk']] }),
  ]);
  expect(undefinedScopes).toEqual([
    { scope: 'no:scope', coordinate: 'Query.a' },
    { scope: 'no:consent', coordinate: 'Query.b' },
    { scope: 'no:scope', coordinate: 'Query.e' },
  ]);
  expect(notForApps).toEqual(['Query.d', 'Query.e']);
});

describe('a scope whose manifest names another agency', () => {
  const decidedBy = (agency: string) =>
    createAgencyDirectory([
      ...cityManifests,
      librariesManifest({ scopes: [{ ...loans, decidedBy: agency }] }),
    ]);
  const directory = decidedBy('education');
  const own = field('Citizen.loans', 'libraries', { scopes: [['libraries:loans']] });
  const borrowed = field('Notice.loan', 'payments', { scopes: [['libraries:loans']] });
  const needs = (...fields: AnalysedField[]) => derive(fields, directory).fields;

  it('is decided on by that agency, and by others whose fields need it', () => {
    expect(partsOf(needs(own), directory)).toEqual([{ agency: 'education', scopes: ['libraries:loans'] }]);
    expect(partsOf(needs(own, borrowed), directory)).toEqual([
      { agency: 'education', scopes: ['libraries:loans'] },
      { agency: 'finance', scopes: ['libraries:loans'] },
    ]);
  });

  it('outdates requests to another agency, and only as long as that is so', () => {
    const purposes = ['city-services'];
    const fields = needs(own);
    const asked = (agency: string) => [{ agency, scopes: ['libraries:loans'] }];
    const outdated = (agency: string, of = directory) =>
      outdatedScopes({ fields, purposes, parts: asked(agency) }, of);
    expect(outdated('culture')).toEqual(['libraries:loans']);
    expect(outdated('education')).toEqual([]);
    expect(outdated('culture', decidedBy('culture'))).toEqual([]);
    expect(outdated('education', cityDirectory)).toEqual(['libraries:loans']);
    const research = librariesManifest({
      scopes: [{ ...loans, decidedBy: 'education', purposes: ['research'] }],
    });
    expect(outdated('education', createAgencyDirectory([research]))).toEqual(['libraries:loans']);
  });
});
