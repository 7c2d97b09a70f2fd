import { createAgencyDirectory } from '@civic-graph/agencies';
import { expect, it } from 'vitest';
import { cityDirectory, cityManifests, librariesManifest, loans } from '../agencies/manifests.fixture.ts';
import { type Account, approvedScopes, attainableScopes } from './account.ts';

const app = {
  client_id: 'an-app',
  kind: 'partner' as const,
  name_zh: '应用',
  name_en: 'App',
  platform: 'Web',
  homepage: 'https://an-app.example/',
  redirect_uris: [],
  secret_sha256: '',
  approved_scopes: ['identity:basic', 'payments:revenue', 'no:such-scope'],
  purposes: [],
  position: 0,
  state: 'approved' as const,
};
const citizen: Account = { kind: 'citizen', id: 'CTZ-0000000000', assurance: 'high' };
const operator: Account = {
  kind: 'operator',
  id: 'operator',
  agency: 'finance',
  roles: [],
  scopes: ['payments:revenue'],
};

const attainable = (
  account: Account,
  at: Parameters<typeof attainableScopes>[1]['app'],
  purpose: string | null = null,
  directory = cityDirectory,
) => attainableScopes(directory, { account, app: at, purpose });

it('an app gets no scope for officials, even if its row lists one', () => {
  expect(approvedScopes(cityDirectory, app)).toEqual(['identity:basic']);
  expect(attainable(citizen, app)).toEqual(['identity:basic']);
});

it('officials have their own scopes, at the console only', () => {
  const office = { ...app, kind: 'console' as const };
  expect(attainable(operator, office)).toEqual(['payments:revenue']);
  expect(attainable({ ...operator, scopes: ['no:such-scope'] }, office)).toEqual([]);
  expect(attainable(operator, app)).toEqual([]);
  expect(attainable(citizen, office)).toEqual([]);
});

it('an app gets a scope only for a purpose that the scope allows', () => {
  const libraries = librariesManifest({ scopes: [{ ...loans, purposes: ['research'] }] });
  const directory = createAgencyDirectory([...cityManifests, libraries]);
  const reader = { ...app, approved_scopes: ['identity:basic', 'libraries:loans'] };
  expect(approvedScopes(directory, reader)).toEqual(['identity:basic', 'libraries:loans']);
  expect(attainable(citizen, reader, 'research', directory)).toEqual(['identity:basic', 'libraries:loans']);
  expect(attainable(citizen, reader, 'city-services', directory)).toEqual(['identity:basic']);
  expect(attainable(citizen, reader, null, directory)).toEqual(['identity:basic']);
});
