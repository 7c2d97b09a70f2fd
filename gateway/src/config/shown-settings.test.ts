import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { variables } from './environment.ts';
import { shownSettings } from './shown-settings.ts';

const secret = Buffer.alloc(32, 7).toString('base64url');
const environment = {
  CITIZEN_KEY_SECRET: secret,
  SUBGRAPH_SECRET_IDENTITY: secret,
  SUPERGRAPH_FILE: 'supergraph.graphql',
  AUDIT_SIGNING_KEY_FILE: '',
  REDIS_URL: 'redis://:password@redis.internal',
  SAFELISTS: 'enforce',
};

test('shows the values in use under the names of their variables, and no secret', () => {
  const settings = shownSettings(readConfig(environment));
  const shown = Object.fromEntries(settings.map(({ name, value }) => [name, value]));
  expect(shown).toMatchObject({
    DEPLOYMENT: 'production',
    SAFELISTS: 'enforce',
    QUOTAS: 'on',
    QUOTA_PERSON: '100000',
    REQUEST_DEADLINE_MS: '2000',
    MCP_URL: null,
    AUDIT: 'on',
  });
  expect(JSON.stringify(settings)).not.toMatch(new RegExp(`${secret}|password`));
});

test('names only variables that a gateway reads', () => {
  const names = shownSettings(readConfig(environment)).map(({ name }) => name);
  expect(names.filter((name) => !Object.hasOwn(variables, name))).toEqual([]);
});
