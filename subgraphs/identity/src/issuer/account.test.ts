import { expect, it } from 'vitest';
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

it('an app gets no scope for officials, even if its row lists one', () => {
  expect(approvedScopes(app)).toEqual(['identity:basic']);
  expect(attainableScopes(citizen, app)).toEqual(['identity:basic']);
});

it('officials have their own scopes, at the console only', () => {
  expect(attainableScopes(operator, { ...app, kind: 'console' })).toEqual(['payments:revenue']);
  expect(attainableScopes(operator, app)).toEqual([]);
  expect(attainableScopes(citizen, { ...app, kind: 'console' })).toEqual([]);
});
