import { expect, test } from 'vitest';
import { chartSchema } from './chart-settings.ts';
import { environmentPage } from './page.ts';

const port = { name: 'PORT', accepts: '0 to 65,535', fallback: '`4000`', meaning: 'Port.' };

test('services that read a variable in the same way share a row', () => {
  const page = environmentPage([
    { ...port, service: 'identity' },
    { ...port, service: 'transport' },
    { ...port, service: 'gateway', fallback: '`4001`' },
  ]);
  expect(page).toContain('| `PORT` | identity, transport | 0 to 65,535 | `4000` | Port. |');
  expect(page).toContain('| `PORT` | gateway | 0 to 65,535 | `4001` | Port. |');
});

test('values of the chart may set what a service reads and no template sets, but no secret', () => {
  const variable = (name: string, meaning = '') => ({ ...port, name, meaning, service: 'gateway' });
  const schema = chartSchema(
    JSON.stringify({ $defs: { settings_gateway: {}, storage: { type: 'object' } } }),
    [
      ...['PORT', 'CACHE', 'KEY_MAX_AGE_DAYS', 'CITIZEN_KEY_SECRET', 'AUDIT_SIGNING_KEY_FILE'].map((name) =>
        variable(name),
      ),
      variable('TEST_LOGIN', 'Sign-in as any citizen. Refused in production.'),
      ...['SUBGRAPH_URL_<NAME>', 'SUBGRAPH_SETTINGS_<NAME>'].map((name) => variable(name)),
    ],
    'dict "PORT" 4000 (printf "SUBGRAPH_URL_%s" $suffix)',
  );
  expect(JSON.parse(schema).$defs).toEqual({
    settings_gateway: {
      type: 'object',
      properties: { CACHE: { type: 'string' }, KEY_MAX_AGE_DAYS: { type: 'string' } },
      patternProperties: { '^SUBGRAPH_SETTINGS_[A-Z][A-Z0-9_]*$': { type: 'string' } },
      additionalProperties: false,
    },
    storage: { type: 'object' },
  });
});
