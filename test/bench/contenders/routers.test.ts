import { afterEach, expect, it, vi } from 'vitest';
import type { Setting } from './entrant.ts';
import { routers } from './routers.ts';

afterEach(() => vi.unstubAllEnvs());

const variables = ['HIVE_ROUTER_BIN', 'APOLLO_ROUTER_BIN', 'COSMO_ROUTER_BIN'];

it('a router without a binary names the variable to set', async () => {
  for (const variable of variables) vi.stubEnv(variable, '');
  const reasons = await Promise.all(
    routers.map((router) => router.launch({} as Setting).catch((error: Error) => error.message)),
  );
  expect(reasons).toEqual([
    ...variables.map((variable) => `set ${variable} to the path of the program`),
    ...variables.map((variable) => `set ${variable} to the path of the program`),
  ]);
});
