import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseManifest } from '@civic-graph/agencies';
import { agenciesInFolder, buildPolicyIndex, composeSupergraph } from '@civic-graph/supergraph';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installOffline } from './install-offline.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);
const civic = (...args: string[]) =>
  run(process.execPath, [join(root, 'packages/cli/bin/civic.mjs'), ...args], { cwd: tmpdir() });

let outside: string;
let folder: string;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'civic-outside-'));
  folder = join(outside, 'public-libraries');
  await civic('subgraph', 'init', 'public-libraries', '--folder', folder, '--agency', 'culture');
  await installOffline(folder);
});
afterAll(() => rm(outside, { recursive: true, force: true }));

it('creates a subgraph outside of the clone whose types and tests pass', async () => {
  await run('npx', ['tsc', '--noEmit'], { cwd: folder });
  const { stdout } = await run('npx', ['vitest', 'run', '--reporter=json'], { cwd: folder });
  expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toMatchObject({ success: true, numPassedTests: 2 });
});

it('leaves no placeholder, and a private key that only its owner can read', async () => {
  for (const name of ['schema.graphql', 'manifest.json', 'README.md', 'Dockerfile', 'src/subgraph.ts']) {
    const text = await readFile(join(folder, name), 'utf8');
    expect([name, text.match(/__[a-zA-Z]+__/g)]).toEqual([name, null]);
  }
  expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain('# public-libraries\n');
  expect((await stat(join(folder, 'agency-key.pem'))).mode & 0o777).toBe(0o600);
  expect(await readFile(join(folder, '.gitignore'), 'utf8')).toContain('*.pem');
});

it('creates a schema that composes with the four agencies, and a valid manifest', async () => {
  const sdl = await readFile(join(folder, 'schema.graphql'), 'utf8');
  const others = await agenciesInFolder(join(root, 'subgraphs'));
  const definitions = [...others, { name: 'public-libraries', sdl }];
  const supergraph = composeSupergraph(
    definitions.map(({ name, sdl: text }) => ({ name, sdl: text, url: `http://${name}.invalid/graphql` })),
  );
  const index = buildPolicyIndex(parse(supergraph));
  expect(index.classOf('Citizen', 'publicLibrariesRecords')).toBe('C2');
  expect(index.classOf('Query', 'publicLibrariesPlace')).toBe('C0');
  const manifest = parseManifest(await readFile(join(folder, 'manifest.json'), 'utf8'), 'manifest.json');
  expect(manifest).toMatchObject({
    ...{ subgraph: 'public-libraries', agency: { id: 'culture' } },
    scopes: [{ id: 'public-libraries:records', dataClass: 'C2' }],
  });
});

it.each([
  [['Libraries'], 'Libraries: the name of a subgraph has'],
  [['../x'], '../x: the name of a subgraph has'],
])('refuses %j', async (args, message) => {
  await expect(civic('subgraph', 'init', ...args)).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining(message),
  });
});

it('does not write into a folder that is not empty', async () => {
  const again = civic('subgraph', 'init', 'libraries', '--folder', folder);
  await expect(again).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('is not empty') });
});
