import { scanServerLocal } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

it('stores no server-local values', async () => {
  const { scanned, found } = await scanServerLocal(identity.config.databaseUrl);
  expect(scanned.columns).toBeGreaterThan(50);
  expect(scanned.functions).toBeGreaterThan(3);
  expect(found).toEqual([]);
});
