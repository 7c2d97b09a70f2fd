import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { inProcessChecker } from '../check/in-process-checker.fixture.ts';
import { type AgencyRelease, publishSupergraph } from '../publish/publish-supergraph.ts';
import { sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { type RegistryDeployment, startRegistry } from '../registry-deployment.fixture.ts';
import { lastRollout, releasesOf } from '../rollout/find-rollout.ts';
import { serveInDemo, takeOutOfDemo } from './develop.ts';
import { seedDemo } from './seed.ts';

let registry: RegistryDeployment;
beforeEach(async () => {
  registry = await startRegistry();
  await publish({ archives: 'files' });
});
afterEach(() => registry.stop());

const options = () => ({ db: registry.owner, checker: inProcessChecker, clock: () => new Date() });
const libraries = (field: string) => sampleAgency('libraries', { fields: `${field}: Int` });

/** As agencies do, by approval. */
async function publish(fields: Readonly<Record<string, string>>): Promise<void> {
  const releases = Object.entries(fields).map(([subgraph, field]): AgencyRelease => {
    const { schema, manifest } = sampleAgency(subgraph, { fields: `${field}: Int` });
    return { subgraph, agency: subgraph, schema, manifest, policyCases: null };
  });
  const { sdl } = await inProcessChecker.compose(releases);
  const base = (await lastRollout(registry.owner))?.supergraph ?? null;
  const by = { subject: 'admin', agency: null };
  const publication = { releases, sdl: sdl ?? '', base, canaryPercent: 100, by, reason: null };
  expect(await publishSupergraph(registry.owner, publication, new Date())).toMatchObject({
    kind: 'published',
  });
}

async function fieldsInForce(): Promise<string[]> {
  const head = await lastRollout(registry.owner);
  const releases = await releasesOf(registry.owner, head?.supergraph ?? '');
  return releases.flatMap(({ schema }) => /(\w+): Int/.exec(schema)?.[1] ?? []);
}

it('serves a subgraph beside the others, and takes it out again', async () => {
  expect(await serveInDemo(options(), libraries('branches'))).toMatchObject({ kind: 'served' });
  expect(await fieldsInForce()).toEqual(['files', 'branches']);
  expect(await serveInDemo(options(), libraries('branches'))).toMatchObject({ kind: 'unchanged' });
  expect(await takeOutOfDemo(options(), 'libraries')).toBe(true);
  expect(await fieldsInForce()).toEqual(['files']);
  expect(await takeOutOfDemo(options(), 'libraries')).toBe(false);
});

it('keeps the last good version, and names the line of a problem', async () => {
  await serveInDemo(options(), libraries('branches'));
  let accepted = 0;
  const { schema, manifest } = libraries('branches');
  const broken = { schema: schema.replace('branches: Int', 'branches: Nothing'), manifest };
  const outcome = await serveInDemo(options(), broken, async () => void accepted++);
  expect(outcome).toMatchObject({
    kind: 'refused',
    problems: [{ subgraph: 'libraries', file: 'schema.graphql', line: expect.any(Number) }],
  });
  expect(accepted).toBe(0);
  expect(await fieldsInForce()).toEqual(['files', 'branches']);
});

it('refuses a manifest that cannot be read, and the name of another agency', async () => {
  const { schema } = libraries('branches');
  expect(await serveInDemo(options(), { schema, manifest: '{' })).toMatchObject({
    kind: 'refused',
    problems: [{ code: 'MANIFEST_INVALID' }],
  });
  const taken = sampleAgency('archives', { agency: 'another', fields: 'scrolls: Int' });
  expect(await serveInDemo(options(), taken)).toMatchObject({
    kind: 'refused',
    problems: [{ message: expect.stringContaining('belongs to the agency archives') }],
  });
  expect(await fieldsInForce()).toEqual(['files']);
});

it('puts the published release back, whatever else was published meanwhile', async () => {
  await publish({ archives: 'files', libraries: 'branches' });
  await serveInDemo(options(), libraries('places'));
  await publish({ archives: 'scrolls', libraries: 'places' });
  expect(await fieldsInForce()).toEqual(['scrolls', 'places']);
  expect(await takeOutOfDemo(options(), 'libraries')).toBe(true);
  expect(await fieldsInForce()).toEqual(['scrolls', 'branches']);
});

it('keeps a version that was developed first and published afterwards', async () => {
  await serveInDemo(options(), libraries('branches'));
  await takeOutOfDemo(options(), 'libraries');
  await publish({ archives: 'files', libraries: 'branches' });
  await serveInDemo(options(), libraries('branches'));
  expect(await takeOutOfDemo(options(), 'libraries')).toBe(false);
  expect(await fieldsInForce()).toEqual(['files', 'branches']);
});

it('is taken out at the next start of a demo that ended in between', async () => {
  await serveInDemo(options(), libraries('branches'));
  const folders = [await mkdtemp(join(tmpdir(), 'civic-seed-'))];
  onTestFinished(() => rm(folders[0]!, { recursive: true }));
  const { schema, manifest } = sampleAgency('archives', { fields: 'files: Int' });
  await mkdir(join(folders[0]!, 'archives'));
  await writeFile(join(folders[0]!, 'archives', 'schema.graphql'), schema);
  await writeFile(join(folders[0]!, 'archives', 'manifest.json'), manifest);
  expect(await seedDemo({ ...options(), folders })).toEqual({ kind: 'unchanged' });
  expect(await fieldsInForce()).toEqual(['files', 'branches']);
  await seedDemo({ ...options(), folders, takeOutDeveloped: true });
  expect(await fieldsInForce()).toEqual(['files']);
});
