import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approvedScopes } from '@civic-graph/demo';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../../packages/cli/src/run-civic.fixture.ts';
import { repository } from '../../node-process.ts';

const portal = join(repository, 'examples/city-portal/src');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-example-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('the types of the city portal are those of its operations and the current schema', {
  timeout: 120_000,
}, async () => {
  const supergraph = join(folder, 'supergraph.graphql');
  expect(await run(['supergraph', 'compose', supergraph])).toMatchObject({ code: 0 });
  const written = ['types', join(portal, 'operations'), '--out', folder, '--schema', supergraph];
  expect(await run(written)).toMatchObject({ code: 0 });
  // If not: npx civic types examples/city-portal/src/operations --out examples/city-portal/src/civic.
  for (const name of ['graphql.ts', 'persisted-documents.json']) {
    const expected = await readFile(join(folder, name), 'utf8');
    expect(await readFile(join(portal, 'civic', name), 'utf8')).toBe(expected);
  }
});

it('the city portal requests only scopes that its app has', async () => {
  const main = await readFile(join(portal, 'main.ts'), 'utf8');
  const [, list = ''] = /const scopes = \[([^\]]+)\]/.exec(main) ?? [];
  const requested = [...list.matchAll(/'([^']+)'/g)].map(([, scope]) => scope);
  expect(requested.length).toBeGreaterThan(0);
  expect(approvedScopes['wechat-city']).toEqual(expect.arrayContaining(requested));
});
