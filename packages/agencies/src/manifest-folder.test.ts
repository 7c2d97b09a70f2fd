import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@civic-graph/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AgencySource, type Manifest, ManifestError, manifestFolder } from './index.ts';
import { manifestOf } from './manifest.fixture.ts';

let folder: string;
let source: AgencySource | undefined;
let reported: unknown[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-manifests-'));
  reported = [];
});
afterEach(async () => {
  source?.close();
  source = undefined;
  await rm(folder, { recursive: true });
});

async function write(name: string, manifest: object | string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
  await writeFile(join(folder, name, 'manifest.json'), text);
}

async function open(): Promise<AgencySource> {
  source = await manifestFolder(folder, { report: (error) => reported.push(error) });
  return source;
}

const titleOf = (agencies: AgencySource, scope: string) => agencies.current.describeScope(scope)?.title.en;

it('reads every folder with a manifest, by name', async () => {
  await write('libraries', manifestOf('libraries', 'culture'));
  await write('archives', manifestOf('archives', 'archives'));
  await mkdir(join(folder, 'without'));
  await writeFile(join(folder, 'README.md'), 'no folder');
  const { current } = await open();
  expect(current.subgraphs).toEqual(['archives', 'libraries']);
  expect(current.scopes.map(({ id }) => id)).toEqual(['archives:loans', 'libraries:loans']);
});

it('takes the name of a subgraph from its manifest, not from its folder', async () => {
  await write('reading', manifestOf('libraries', 'culture'));
  expect((await open()).current.subgraphs).toEqual(['libraries']);
  await write('archives', manifestOf('libraries', 'culture'));
  await expect(open()).rejects.toThrow('two manifests name the subgraph libraries');
});

it('refuses to start with one line for each problem of each file', async () => {
  await write('libraries', { ...manifestOf('libraries', 'culture'), formatVersion: 2, endpoint: 'x' });
  await write('archives', { ...manifestOf('archives', 'archives'), formatVersion: 3 });
  const refusal = await open().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ManifestError);
  expect((refusal as ManifestError).problems).toEqual([
    'archives/manifest.json: formatVersion: must be 1',
    'libraries/manifest.json: formatVersion: must be 1',
    expect.stringMatching(/^libraries\/manifest.json: endpoint: /),
  ]);
});

it.each([
  ['without a manifest', () => folder],
  ['that does not exist', () => join(folder, 'none')],
])('refuses a folder %s', async (_, path) => {
  await expect(manifestFolder(path(), { report: () => {} })).rejects.toBeInstanceOf(ManifestError);
});

it('puts a new, a changed and a removed manifest in force', async () => {
  await write('libraries', manifestOf('libraries', 'culture'));
  const agencies = await open();
  const seen: string[] = [];
  agencies.onChange(({ subgraphs }) => seen.push(subgraphs.join()));

  // The folder comes first, as when an editor or a checkout creates it.
  await mkdir(join(folder, 'museums'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  await write('museums', manifestOf('museums', 'culture'));
  await eventually(() => expect(agencies.current.subgraphsOf('culture')).toEqual(['libraries', 'museums']));

  await write('libraries', manifestOf('libraries', 'culture', { title: 'Borrowed books' }));
  await eventually(() => expect(titleOf(agencies, 'libraries:loans')).toBe('Borrowed books'));

  await rm(join(folder, 'museums'), { recursive: true });
  await eventually(() => expect(agencies.current.subgraphs).toEqual(['libraries']));
  expect(seen.at(0)).toBe('libraries,museums');
  expect(seen.at(-1)).toBe('libraries');
  expect(reported).toEqual([]);
});

it('keeps the last good directory if a later manifest is bad, reports it once, and recovers', async () => {
  await write('libraries', manifestOf('libraries', 'culture'));
  const agencies = await open();
  await write('libraries', '{ half');
  await eventually(() => expect(reported).toHaveLength(1));
  expect(reported[0]).toMatchObject({
    message: expect.stringContaining('libraries/manifest.json: is not JSON'),
  });
  expect(titleOf(agencies, 'libraries:loans')).toBe('Loans');

  await write('museums', manifestOf('museums', 'culture', { phone: '+8657112000010' }));
  await write('libraries', manifestOf('libraries', 'culture', { title: 'Other' }));
  await eventually(() =>
    expect(String(reported.at(-1))).toContain('describe the agency culture differently'),
  );
  expect(agencies.current.subgraphs).toEqual(['libraries']);

  await write('museums', manifestOf('museums', 'culture'));
  await eventually(() => expect(titleOf(agencies, 'libraries:loans')).toBe('Other'));
});

it('notices a folder that is replaced as a whole, as a rolling mount does', async () => {
  await write('libraries', manifestOf('libraries', 'culture'));
  const agencies = await open();
  const other = `${folder}-other`;
  await mkdir(join(other, 'museums'), { recursive: true });
  const museums: Manifest = manifestOf('museums', 'culture');
  await writeFile(join(other, 'museums', 'manifest.json'), JSON.stringify(museums));
  await rename(folder, `${folder}-before`);
  await rename(other, folder);
  await eventually(() => expect(agencies.current.subgraphs).toEqual(['museums']));
  await rm(`${folder}-before`, { recursive: true });
});

it('changes nothing after it was closed', async () => {
  await write('libraries', manifestOf('libraries', 'culture'));
  const agencies = await open();
  const seen: unknown[] = [];
  agencies.onChange((directory) => seen.push(directory));
  agencies.close();
  await write('museums', manifestOf('museums', 'culture'));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(seen).toEqual([]);
  expect(agencies.current.subgraphs).toEqual(['libraries']);
});
