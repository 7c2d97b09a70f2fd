import { changeableSource, createAgencyDirectory, type Manifest, ManifestError } from '@civic-graph/agencies';
import { eventually } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startIdentityDatabase } from '../store/identity-database.fixture.ts';
import { agenciesInForce } from './agencies-in-force.ts';
import { cityManifests, librariesManifest, loans } from './manifests.fixture.ts';
import { putInForce } from './put-in-force.ts';

let tables: Awaited<ReturnType<typeof startIdentityDatabase>>;
beforeEach(async () => {
  tables = await startIdentityDatabase();
});
afterEach(() => tables.stop());

const now = new Date('2026-06-01T00:00:00Z');
const parks = { zh: '示范市园林局', en: 'Parks Bureau' };
const put = (...manifests: Manifest[]) =>
  putInForce(tables.database, createAgencyDirectory([...cityManifests, ...manifests]), now);
const agencies = () => tables.database.selectFrom('agency').selectAll().orderBy('position').execute();
const history = () => tables.database.selectFrom('agency_manifest').selectAll().orderBy('number').execute();
const revoked = () =>
  tables.database.selectFrom('revocation').select(['kind', 'id']).orderBy('number').execute();

async function insertApp(
  client_id: string,
  approved_scopes: string[],
  kind: 'partner' | 'console' = 'partner',
) {
  await tables.database
    .insertInto('app')
    .values({
      ...{ client_id, approved_scopes, kind, name_zh: client_id, name_en: client_id },
      ...{ platform: 'Web', homepage: 'https://app.example/', redirect_uris: [], purposes: [] },
      ...{ secret_sha256: '', position: 0 },
    })
    .execute();
}

describe('the agencies of manifests', () => {
  it('come after those of the database, which keep their place, and follow their manifest', async () => {
    const education = {
      id: 'education',
      name_zh: '教育局',
      name_en: 'Education',
      kind: 'EDUCATION',
    } as const;
    await tables.database
      .insertInto('agency')
      .values({ ...education, homepage: 'https://e.example/', phone: '+861', position: 3 })
      .execute();
    await put();
    await put(librariesManifest());
    const published = cityManifests.map(({ agency }) => agency.id);
    const expected = ['education', ...published, 'culture'].map((id, index) => [id, 3 + index]);
    expect((await agencies()).map(({ id, position }) => [id, position])).toEqual(expected);
    const { agency } = librariesManifest();
    await put(librariesManifest({ agency: { ...agency, kind: 'OTHER', phone: '+8657112000008' } }));
    expect((await agencies()).at(-1)).toMatchObject({
      id: 'culture',
      kind: 'OTHER',
      phone: '+8657112000008',
    });
  });

  it('are written once by replicas that start together', async () => {
    await Promise.all(Array.from({ length: 4 }, () => put(librariesManifest())));
    expect(await agencies()).toHaveLength(cityManifests.length + 1);
    expect(await history()).toHaveLength(cityManifests.length + 1);
  });

  it('may run several subgraphs', async () => {
    const museums = librariesManifest({ subgraph: 'museums', scopes: [{ ...loans, id: 'museums:visits' }] });
    const directory = await put(librariesManifest(), museums);
    expect(directory.subgraphsOf('culture')).toEqual(['libraries', 'museums']);
    expect((await agencies()).filter(({ id }) => id === 'culture')).toHaveLength(1);
  });

  it.each([
    [
      'an unknown agency decides',
      librariesManifest({ scopes: [{ ...loans, decidedBy: 'nobody' }] }),
      'libraries/manifest.json: scopes.0.decidedBy: there is no agency nobody; name a known one',
    ],
    [
      'the agency has the name of another',
      librariesManifest({
        agency: { ...librariesManifest().agency, name: { zh: '示范市财政局', en: 'Culture' } },
      }),
      'libraries/manifest.json: agency.name.zh: looks like the name of another agency; choose another',
    ],
    [
      'a name looks like another one',
      librariesManifest({
        agency: { ...librariesManifest().agency, name: { zh: '示范市文化局', en: 'F1nance Bureau' } },
      }),
      'libraries/manifest.json: agency.name.en: looks like',
    ],
    [
      'a text hides characters',
      librariesManifest({ scopes: [{ ...loans, title: { zh: '借阅', en: 'Lo\u202eans' } }] }),
      'libraries/manifest.json: scopes.0.title.en: contains an invisible character',
    ],
  ])('are refused where %s, and nothing is written', async (_, manifest, problem) => {
    await put();
    const before = await agencies();
    const refusal = await put(manifest).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ManifestError);
    expect((refusal as ManifestError).problems).toEqual([expect.stringContaining(problem)]);
    expect(await agencies()).toEqual(before);
    expect(await history()).toHaveLength(cityManifests.length);
  });
});

describe('the history', () => {
  it('explains removed scopes, even after a restart', async () => {
    await put(librariesManifest());
    await put();
    const directory = await put();
    expect(directory.subgraphs).not.toContain('libraries');
    expect(directory.describeScope('libraries:loans')).toBeUndefined();
    expect(directory.recordedScope('libraries:loans')?.title.en).toBe('Library loans');
    expect(directory.agencyOf('libraries')).toBe('culture');
    const entries = (await history()).filter(({ subgraph }) => subgraph === 'libraries');
    expect(entries.map(({ manifest }) => manifest?.subgraph ?? null)).toEqual(['libraries', null]);
  });

  it('is only added to', async () => {
    await put();
    for (const change of ['delete from agency_manifest', 'update agency_manifest set since = now()']) {
      await expect(sql.raw(change).execute(tables.database), change).rejects.toThrow('only added');
    }
  });

  it.each([
    ['another class', { dataClass: 'C3' }],
    ['fewer purposes', { purposes: ['research'] }],
    ['officials only', { officialsOnly: true }],
  ])('a scope with %s revokes the tokens of the apps that hold it, and of no other', async (_, change) => {
    await put(librariesManifest());
    await insertApp('reader', ['identity:basic', 'libraries:loans']);
    await insertApp('other', ['identity:basic']);
    await insertApp('console', ['libraries:loans'], 'console');
    await put(librariesManifest({ scopes: [{ ...loans, ...change }] }));
    expect(await revoked()).toEqual([{ kind: 'client', id: 'reader' }]);
    // The way back opens nothing that was not open before.
    await put(librariesManifest());
    expect(await revoked()).toHaveLength(1);
  });

  it('a removed scope does too, and other words do not', async () => {
    await put(librariesManifest());
    await insertApp('reader', ['libraries:loans']);
    await put(librariesManifest({ scopes: [{ ...loans, title: { zh: '借书', en: 'Books' } }] }));
    expect(await revoked()).toEqual([]);
    await put(librariesManifest({ scopes: [] }));
    expect(await revoked()).toEqual([{ kind: 'client', id: 'reader' }]);
  });
});

describe('a running service', () => {
  const start = async (manifests: readonly Manifest[]) => {
    const source = changeableSource(createAgencyDirectory(manifests));
    const reported: unknown[] = [];
    const report = (error: unknown) => reported.push(error);
    const inForce = await agenciesInForce({ source, database: tables.database, clock: () => now, report });
    const only = (...published: Manifest[]) => source.replace(createAgencyDirectory(published));
    const publish = Object.assign((...more: Manifest[]) => only(...manifests, ...more), { only });
    return { inForce, publish, reported };
  };

  it('acts on a change once the agency is in the database', async () => {
    const { inForce, publish } = await start(cityManifests);
    const seen: string[][] = [];
    inForce.onChange(async ({ subgraphs }) => {
      seen.push([...subgraphs]);
    });
    publish(librariesManifest());
    expect(inForce.current.subgraphs).not.toContain('libraries');
    await eventually(() => expect(inForce.current.subgraphs).toContain('libraries'));
    expect((await agencies()).at(-1)?.id).toBe('culture');
    expect(seen).toHaveLength(1);
    inForce.close();
  });

  it('keeps the current manifests if a change is refused, and names the reason', async () => {
    const { inForce, publish, reported } = await start(cityManifests);
    publish(librariesManifest({ scopes: [{ ...loans, decidedBy: 'nobody' }] }));
    await eventually(() => expect(reported).toHaveLength(1));
    expect(reported[0]).toBeInstanceOf(ManifestError);
    expect(inForce.current.subgraphs).not.toContain('libraries');
    publish(librariesManifest());
    await eventually(() => expect(inForce.current.subgraphs).toContain('libraries'));
    inForce.close();
  });

  const unknownDecider = { scopes: [{ ...loans, decidedBy: 'nobody' }] };

  it('holds up no other agency for a manifest that is refused, which keeps its last ones', async () => {
    const { inForce, publish, reported } = await start([...cityManifests, librariesManifest()]);
    const [identity, ...others] = cityManifests;
    const [scope, ...more] = identity!.scopes;
    const tightened = { ...identity!, scopes: [{ ...scope!, officialsOnly: true }, ...more] };
    publish.only(tightened, ...others, librariesManifest(unknownDecider));
    await eventually(() => expect(inForce.current.describeScope(scope!.id)?.officialsOnly).toBe(true));
    expect(inForce.current.describeScope('libraries:loans')?.decidedBy).toBe('culture');
    expect(reported).toEqual([expect.any(ManifestError)]);
    inForce.close();
  });

  it('keeps all manifests of an agency together', async () => {
    const { agency } = librariesManifest();
    const museums = (changes: Partial<Manifest> = {}) =>
      librariesManifest({ subgraph: 'museums', scopes: [], ...changes });
    const { inForce, publish } = await start([...cityManifests, librariesManifest(), museums()]);
    const renamed = { ...agency, phone: '+8657112000009' };
    const archives = librariesManifest({ subgraph: 'archives', agency: renamed, scopes: [] });
    publish.only(
      ...cityManifests,
      librariesManifest({ ...unknownDecider, agency: renamed }),
      museums({ agency: renamed }),
      archives,
      librariesManifest({ subgraph: 'parks', scopes: [], agency: { ...agency, id: 'parks', name: parks } }),
    );
    await eventually(() => expect(inForce.current.subgraphs).toContain('parks'));
    expect(inForce.current.subgraphsOf('culture')).toEqual(['libraries', 'museums']);
    expect((await agencies()).find(({ id }) => id === 'culture')?.phone).toBe(agency.phone);
    inForce.close();
  });

  it('starts although the manifest of an agency is refused', async () => {
    await put(librariesManifest());
    const { inForce, reported } = await start([...cityManifests, librariesManifest(unknownDecider)]);
    expect(inForce.current.describeScope('libraries:loans')?.decidedBy).toBe('culture');
    expect(inForce.current.describeScope('identity:basic')).toBeDefined();
    expect(reported).toEqual([expect.any(ManifestError)]);
    inForce.close();
  });

  it('retries if the database fails', async () => {
    const { inForce, publish, reported } = await start(cityManifests);
    await sql`alter table agency_manifest rename to elsewhere`.execute(tables.database);
    publish(librariesManifest());
    await eventually(() => expect(reported).toHaveLength(1));
    expect(inForce.current.subgraphs).not.toContain('libraries');
    await sql`alter table elsewhere rename to agency_manifest`.execute(tables.database);
    await eventually(() => expect(inForce.current.subgraphs).toContain('libraries'));
    inForce.close();
  });
});
