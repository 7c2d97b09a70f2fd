import { fileURLToPath } from 'node:url';
import { eventually, personas } from '@civic-graph/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createChecker } from '../check/checker.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';

const repository = new URL('../../../../', import.meta.url);
const seed = ['subgraphs', 'gateway'].map((folder) => fileURLToPath(new URL(folder, repository)));

let registry: RegistryDeployment;
beforeEach(async () => {
  registry = await startRegistry();
});
afterEach(() => registry.stop());

const query = '{ subgraphs { nodes { name current { publishedAt } } } rollouts { nodes { sequence } } }';
const read = async () => (await registry.subgraph.executeAs(personas.anonymous, { query })).data;

it('publishes the subgraphs of this repository once, in a process of its own', {
  timeout: 120_000,
}, async () => {
  await registry.another({ checker: createChecker() }, { seed });
  await eventually(
    async () =>
      expect(await read()).toMatchObject({
        subgraphs: {
          nodes: ['gateway', 'identity', 'payments', 'platform', 'statistics', 'transport'].map((name) => ({
            name,
          })),
        },
        rollouts: { nodes: [{}] },
      }),
    { withinMs: 100_000, everyMs: 200 },
  );
  const published = await read();
  await (await registry.another({}, { seed })).close();
  expect(await read()).toEqual(published);
});

it('leaves the registry empty where a folder holds nothing', async () => {
  await (await registry.another({}, { seed: [fileURLToPath(new URL('docs', repository))] })).close();
  expect(await read()).toEqual({ subgraphs: { nodes: [] }, rollouts: { nodes: [] } });
});
