import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually, personas } from '@civic-graph/testing';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { type Checker, createChecker } from '../check/checker.ts';
import { inProcessChecker } from '../check/in-process-checker.fixture.ts';
import { officialAt } from '../graph/ask.fixture.ts';
import { sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { followSeed } from './follow-seed.ts';
import { seedDemo } from './seed.ts';

const repository = new URL('../../../../', import.meta.url);
const seed = ['subgraphs', 'gateway'].map((folder) => fileURLToPath(new URL(folder, repository)));

let registry: RegistryDeployment;
beforeEach(async () => {
  registry = await startRegistry();
});
afterEach(() => registry.stop());

const query =
  '{ subgraphs { nodes { name current { publishedAt } } } rollouts { nodes { sequence } } contracts { name problem } }';
const read = async () => (await registry.subgraph.executeAs(personas.anonymous, { query })).data;

it('publishes the subgraphs of this repository once, in a separate process', {
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
        contracts: [{ name: 'open-data', problem: null }],
      }),
    { withinMs: 100_000, everyMs: 200 },
  );
  const published = await read();
  await (await registry.another({}, { seed })).close();
  expect(await read()).toEqual(published);
});

it('publishes a changed folder again, and leaves other agencies alone', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-seed-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const write = async (subgraph: string, field: string) => {
    const { schema, manifest } = sampleAgency(subgraph, { fields: `${field}: Int` });
    await mkdir(join(folder, subgraph), { recursive: true });
    await writeFile(join(folder, subgraph, 'schema.graphql'), schema);
    await writeFile(join(folder, subgraph, 'manifest.json'), manifest);
  };
  await write('archives', 'files');
  await write('libraries', 'branches');
  await (await registry.another({}, { seed: [folder] })).close();
  await rm(join(folder, 'archives'), { recursive: true });
  await write('libraries', 'places');
  await (await registry.another({}, { seed: [folder] })).close();
  const versions = '{ subgraphs { nodes { name current { schema } versions { nodes { version } } } } }';
  const { data } = await registry.subgraph.executeAs(personas.anonymous, { query: versions });
  expect(data).toMatchObject({
    subgraphs: {
      nodes: [
        {
          name: 'archives',
          current: { schema: expect.stringContaining('files') },
          versions: { nodes: [{}] },
        },
        {
          name: 'libraries',
          current: { schema: expect.stringContaining('places') },
          versions: { nodes: [{}, {}] },
        },
      ],
    },
  });
});

it('publishes a changed file while it runs, and keeps the previous one if it does not compose', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-seed-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { schema, manifest } = sampleAgency('libraries', { fields: 'branches: Int' });
  await mkdir(join(folder, 'libraries'));
  const file = join(folder, 'libraries', 'schema.graphql');
  await writeFile(file, schema);
  await writeFile(join(folder, 'libraries', 'manifest.json'), manifest);
  const outcomes: string[] = [];
  const options = {
    db: registry.owner,
    checker: inProcessChecker,
    clock: () => new Date(),
    folders: [folder],
  };
  const seed = followSeed(options, ({ kind }) => outcomes.push(kind));
  onTestFinished(() => seed.close());
  const current = async () => {
    const text = '{ subgraph(name: "libraries") { current { schema } } }';
    return JSON.stringify((await registry.subgraph.executeAs(personas.anonymous, { query: text })).data);
  };
  await eventually(async () => expect(await current()).toContain('branches'));
  await writeFile(file, schema.replace('branches: Int', 'places: Int'));
  await eventually(async () => expect(await current()).toContain('places'));
  await writeFile(file, schema.replace('branches: Int', 'branches: Nothing'));
  await eventually(async () => expect(outcomes).toContain('refused'));
  expect(await current()).toContain('places');
  await writeFile(file, schema);
  await eventually(async () => expect(await current()).toContain('branches'));
});

it('defines no contract if another publish was faster', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'civic-seed-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { schema, manifest } = sampleAgency('libraries');
  await mkdir(join(folder, 'libraries'));
  await writeFile(join(folder, 'libraries', 'schema.graphql'), schema);
  await writeFile(join(folder, 'libraries', 'manifest.json'), manifest);
  const contract = { name: 'open', includeTags: ['open'], excludeTags: [], hidesUnreachableTypes: true };
  await writeFile(join(folder, 'contracts.json'), JSON.stringify([contract]));
  const admin = officialAt(registry.subgraph, personas.admin);
  const checker: Checker = {
    ...inProcessChecker,
    async compose(releases) {
      expect(await admin.publish(sampleAgency('archives'))).toMatchObject({ changed: true });
      return inProcessChecker.compose(releases);
    },
  };
  const options = { db: registry.owner, checker, clock: () => new Date(), folders: [folder] };
  expect(await seedDemo(options)).toEqual({ kind: 'unchanged' });
  // A publish compares the contracts of its check with those of the rollout in force.
  expect(await admin.publish(sampleAgency('parks'))).toMatchObject({ changed: true });
});

it('leaves the registry empty if a folder is empty', async () => {
  await (await registry.another({}, { seed: [fileURLToPath(new URL('docs', repository))] })).close();
  expect(await read()).toEqual({ subgraphs: { nodes: [] }, rollouts: { nodes: [] }, contracts: [] });
});
