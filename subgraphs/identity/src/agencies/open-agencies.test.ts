import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgencySource } from '@civic-graph/agencies';
import { eventually, type StubRegistry, startStubRegistry, testSecrets } from '@civic-graph/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  cityManifests,
  librariesManifest,
  type ManifestFolder,
  manifestFolderWith,
} from './manifests.fixture.ts';
import { openAgencies } from './open-agencies.ts';

let registry: StubRegistry;
let folder: ManifestFolder;
let data: string;
const opened: AgencySource[] = [];
beforeEach(async () => {
  registry = await startStubRegistry();
  folder = await manifestFolderWith(cityManifests);
  data = await mkdtemp(join(tmpdir(), 'civic-identity-'));
});
afterEach(async () => {
  for (const source of opened.splice(0)) source.close();
  await registry.stop();
  await folder.delete();
  await rm(data, { recursive: true });
});

async function open(): Promise<AgencySource> {
  const { url, publicKey } = registry;
  const keys = { secret: testSecrets.subgraph, publicKeys: [publicKey] };
  const source = await openAgencies(
    { folder: folder.path, registry: { url, ...keys, file: join(data, 'rollout.jws') } },
    { refused: () => undefined, registry: () => undefined },
  );
  opened.push(source);
  return source;
}

const rollOut = (manifests: readonly { readonly subgraph: string }[]) =>
  registry.rollOut('type Query { a: Int }', {
    manifests: Object.fromEntries(manifests.map((manifest) => [manifest.subgraph, JSON.stringify(manifest)])),
  });
const hasLoans = (source: AgencySource) => source.current.describeScope('libraries:loans') !== undefined;

it('begins with the folder, and follows the registry', async () => {
  const source = await open();
  expect(source.current.describeScope('identity:basic')).toBeDefined();
  expect(hasLoans(source)).toBe(false);
  await rollOut([...cityManifests, librariesManifest()]);
  await eventually(() => expect(hasLoans(source)).toBe(true));
  await rollOut(cityManifests);
  await eventually(() => expect(hasLoans(source)).toBe(false));
});

it('starts again with the agencies of the last rollout, also without the registry', async () => {
  const first = await open();
  await rollOut([...cityManifests, librariesManifest()]);
  await eventually(async () =>
    expect(await readFile(join(data, 'rollout.jws'), 'utf8')).toBe(registry.token),
  );
  first.close();
  await registry.stop();
  expect(hasLoans(await open())).toBe(true);
  await registry.start();
});

it('keeps the last good directory where manifests contradict each other', async () => {
  await rollOut([...cityManifests, librariesManifest()]);
  const source = await open();
  await eventually(() => expect(hasLoans(source)).toBe(true));
  const { agency, ...rest } = librariesManifest();
  const other = { ...rest, subgraph: 'archives', scopes: [], agency: { ...agency, phone: '+8657112000077' } };
  await rollOut([...cityManifests, librariesManifest(), other]);
  await rollOut([...cityManifests, librariesManifest(), { ...other, agency }]);
  await eventually(() => expect(source.current.agencyOf('archives')).toBe('culture'));
});
