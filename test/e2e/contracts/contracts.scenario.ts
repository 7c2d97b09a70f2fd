import { eventually } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { ask } from '../deployment.ts';
import { city } from '../one-city/city.ts';
import { civic } from '../one-city/civic.ts';

/* The demo's contract for open data, and one that the admin defines on the command line. */

const at = (contract: string, query: string) =>
  ask(`${city.gatewayUrl}/contracts/${contract}/graphql`, { token: null, query });
const codeOf = ({ errors }: Awaited<ReturnType<typeof at>>) => errors?.[0]?.extensions.code;

it('open data of two agencies is read at its own path, which knows nothing else', async () => {
  const query = '{ stations(first: 2) { nodes { name } } regions(first: 2) { nodes { name } } }';
  const [open, whole] = await Promise.all([at('open-data', query), city.query(null, query)]);
  expect(open).toEqual(whole);
  expect(open.data).toMatchObject({ stations: { nodes: [{}, {}] }, regions: { nodes: [{}, {}] } });
  expect(codeOf(await at('open-data', '{ agencies { nodes { id } } }'))).toBe('GRAPHQL_VALIDATION_FAILED');
  const { data } = await at(
    'open-data',
    '{ __type(name: "Citizen") { name } __schema { mutationType { name } } }',
  );
  expect(data).toEqual({ __type: null, __schema: { mutationType: null } });
});

it('the admin defines a contract, which the gateway serves, changes and forgets', {
  timeout: 60_000,
}, async () => {
  const tags = ['--include', 'open-data'];
  const refused = await civic('operator-transport', 'contract', 'create', 'second', ...tags);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('UNAUTHORIZED_FIELD_OR_TYPE')]);
  expect((await civic('admin', 'contract', 'create', 'second', '--include', 'nobody')).json).toMatchObject({
    reason: 'CONTRACT_EMPTY',
  });
  const created = await civic('admin', 'contract', 'create', 'second', ...tags, '--reason', 'A trial.');
  expect([created.code, created.json.changed]).toEqual([0, true]);
  await eventually(async () =>
    expect((await at('second', '{ stations(first: 1) { nodes { name } } }')).errors).toBeUndefined(),
  );
  const listed = await civic(null, 'contract', 'list');
  expect(listed.json.contracts.map(({ name }: { name: string }) => name)).toEqual(['open-data', 'second']);
  const shown = await civic(null, 'contract', 'show', 'second', '--schema');
  expect(shown.json.schema).toContain('type Station');
  expect((await civic('admin', 'contract', 'delete', 'second')).code).toBe(0);
  await eventually(async () => expect(codeOf(await at('second', '{ __typename }'))).toBe('NOT_FOUND'));
});
