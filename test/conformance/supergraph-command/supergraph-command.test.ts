import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testSecrets, withPublicClass } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { run as civic } from '../../../packages/cli/src/run-civic.fixture.ts';
import { links } from '../bypasses/bypass.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
// Composes the whole graph, which takes seconds of CPU time.
vi.setConfig({ testTimeout: 120_000 });

const agencies = ['identity', 'payments', 'platform', 'statistics', 'transport'];
const libraries = withPublicClass(`${links()} type Query { libraryCount: Int }`);

let folder: string;
let schemas: string;
let listing: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-supergraph-command-'));
  schemas = join(folder, 'subgraphs');
  listing = join(folder, 'subgraphs.json');
  for (const name of ['identity', 'payments', 'registry', 'statistics', 'transport']) {
    await mkdir(join(schemas, name), { recursive: true });
    for (const file of ['schema.graphql', 'manifest.json', 'policy.test.graphql']) {
      const from = join(repository, 'subgraphs', name, file);
      await cp(from, join(schemas, name, file)).catch(() => undefined);
    }
  }
  const libraries = { url: 'http://libraries.example/graphql', secret: testSecrets.subgraph };
  await writeFile(listing, JSON.stringify({ libraries }));
});
afterAll(() => rm(folder, { recursive: true }));

const output = () => join(folder, 'supergraph.graphql');
const run = (env: Readonly<Record<string, string>>) => compose([output()], env);

const compose = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  civic(['supergraph', 'compose', ...args], env);

it('composes the agencies of the repository, and lists them', async () => {
  expect(await run({})).toEqual({
    code: 0,
    stdout: '',
    stderr: `Written: ${output()} (${agencies.join(', ')})\n`,
  });
});

it('an agency in SUBGRAPHS_FILE without a schema is reported; nothing is written', async () => {
  await rm(output(), { force: true });
  const { code, stderr } = await run({ SUBGRAPH_SCHEMAS: schemas, SUBGRAPHS_FILE: listing });
  expect(code).toBe(1);
  expect(stderr).toContain(
    `SUBGRAPHS_FILE lists libraries, without a schema: add ${join(schemas, 'libraries', 'schema.graphql')}`,
  );
  await expect(readFile(output())).rejects.toThrow('ENOENT');
});

it('a fifth agency in the folder is composed like the others', async () => {
  await mkdir(join(schemas, 'libraries'));
  await writeFile(join(schemas, 'libraries', 'schema.graphql'), libraries);
  const { code, stderr } = await run({ SUBGRAPH_SCHEMAS: schemas, SUBGRAPHS_FILE: listing });
  expect(stderr).toContain('libraries');
  expect(code).toBe(0);
  expect(await readFile(output(), 'utf8')).toMatch(/libraryCount: Int @join__field\(graph: LIBRARIES/);
});

it('without a file it prints the supergraph', async () => {
  const { code, stdout, stderr } = await compose([], {});
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('@join__graph(name: "identity"');
  const asJson = await compose(['--json'], {});
  expect(JSON.parse(asJson.stdout)).toEqual({ agencies, sdl: stdout });
});
