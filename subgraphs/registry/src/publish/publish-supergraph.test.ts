import { supergraphVersion } from '@civic-graph/releases';
import { insufficientPrivilege, tryTampering } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RolloutRow } from '../database/database.ts';
import { registryRights } from '../database/database-rights.ts';
import { type RegistryTestDatabase, startRegistryDatabase } from '../database/registry-database.fixture.ts';
import { lastRollout, readSupergraph } from '../rollout/find-rollout.ts';
import { rollBack } from '../rollout/roll-back.ts';
import { type Publication, publishSupergraph } from './publish-supergraph.ts';
import { samplePublication, sampleRelease } from './sample-releases.fixture.ts';

let database: RegistryTestDatabase;
beforeEach(async () => {
  database = await startRegistryDatabase();
});
afterEach(() => database.stop());

const now = new Date('2026-11-27T08:00:00Z');
const second = now.getTime() / 1_000;
const admin = { subject: 'admin', agency: null };

async function publish(changes: Partial<Publication> = {}, at = now): Promise<RolloutRow> {
  const outcome = await publishSupergraph(database.db, samplePublication(changes), at);
  if (outcome.kind !== 'published') throw new Error(outcome.kind);
  return outcome.rollout;
}

it('publishes releases, version and rollout together, and returns the hashed content', async () => {
  const releases = [sampleRelease('archives'), sampleRelease('libraries', { policyCases: 'query A { a }' })];
  const rollout = await publish({ releases });
  expect(rollout).toMatchObject({ sequence: String(second), canary_percent: 100, previous: null });
  expect(await lastRollout(database.db)).toEqual(rollout);
  const content = await readSupergraph(database.db, rollout.supergraph);
  expect(content.manifests).toEqual(releases.map(({ manifest }) => manifest));
  expect(supergraphVersion(content)).toBe(rollout.supergraph);
});

it('one of two concurrent publishers wins, and the other is told to check again', async () => {
  const { supergraph: base } = await publish();
  const outcomes = await Promise.all(
    ['a', 'b'].map((name) =>
      publishSupergraph(
        database.db,
        samplePublication({
          base,
          sdl: `# ${name}`,
          releases: [sampleRelease('libraries', { schema: `# ${name}` })],
        }),
        now,
      ),
    ),
  );
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['overtaken', 'published']);
  const { rows } = await sql`SELECT FROM supergraph_version`.execute(database.db);
  // The loser leaves no rows.
  expect(rows).toHaveLength(2);
});

it('publishes nothing when a part fails', async () => {
  const failed = publishSupergraph(database.db, samplePublication(), now, async () => {
    throw new Error('the disk is full');
  });
  await expect(failed).rejects.toThrow('the disk is full');
  expect(await lastRollout(database.db)).toBeNull();
  for (const table of ['subgraph', 'subgraph_release', 'supergraph_version', 'supergraph_release']) {
    expect((await sql`SELECT FROM ${sql.table(table)}`.execute(database.db)).rows).toEqual([]);
  }
});

it('sequence numbers rise, even within a second and after a clock was set back', async () => {
  const first = await publish();
  const next = await publish({ base: first.supergraph, sdl: '# 2' });
  const last = await publish({ base: next.supergraph, sdl: '# 3' }, new Date('2020-01-01T00:00:00Z'));
  expect([next, last].map(({ sequence }) => Number(sequence))).toEqual([second + 1, second + 2]);
});

it('a canary keeps the previous version, even if another canary follows', async () => {
  const first = await publish();
  const canary = await publish({ base: first.supergraph, sdl: '# 2', canaryPercent: 10 });
  expect(canary).toMatchObject({ previous: first.supergraph, canary_percent: 10 });
  const next = await publish({ base: canary.supergraph, sdl: '# 3', canaryPercent: 20 });
  expect(next.previous).toBe(first.supergraph);
});

it('a rollback is a new rollout of an old version', async () => {
  const first = await publish();
  const next = await publish({ base: first.supergraph, sdl: '# 2' });
  const order = { version: first.supergraph, by: admin, reason: 'errors' };
  const outcome = await rollBack(database.db, order, now);
  expect(outcome).toMatchObject({
    kind: 'rolled-back',
    rollout: {
      supergraph: first.supergraph,
      previous: next.supergraph,
      sequence: String(second + 2),
      cause: 'rollback',
      reason: 'errors',
    },
  });
  // Repeated because the answer was lost.
  expect(await rollBack(database.db, order, now)).toEqual(outcome);
});

it('rolls back only to versions that all gateways have served', async () => {
  const first = await publish();
  const canary = await publish({ base: first.supergraph, sdl: '# 2', canaryPercent: 10 });
  const reason = 'errors';
  for (const version of ['f'.repeat(64), canary.supergraph]) {
    expect(await rollBack(database.db, { version, by: admin, reason }, now)).toEqual({
      kind: 'unknown-version',
    });
  }
  const ended = await rollBack(database.db, { version: first.supergraph, by: admin, reason }, now);
  expect(ended).toMatchObject({ kind: 'rolled-back', rollout: { supergraph: first.supergraph } });
});

it('a subgraph stays with its agency', async () => {
  const { supergraph: base } = await publish();
  const taken = samplePublication({
    base,
    sdl: '# 2',
    releases: [sampleRelease('libraries', { agency: 'another' })],
  });
  await expect(publishSupergraph(database.db, taken, now)).rejects.toMatchObject({ code: '23503' });
});

it('PostgreSQL refuses every statement of the service that alters published data', async () => {
  await publish();
  const attempts = await tryTampering(database.serviceUrl);
  expect(attempts.filter(({ code }) => code !== insufficientPrivilege)).toEqual([]);
  const statements = attempts.map(({ statement }) => statement);
  const published = Object.entries(registryRights).flatMap(([table, rights]) =>
    table.startsWith('kysely') || rights.includes('UPDATE') ? [] : table,
  );
  for (const table of published) expect(statements).toContain(`DELETE FROM ${table}`);
  const { rows } = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`.execute(database.db);
  expect(Object.keys(registryRights).sort()).toEqual(rows.map(({ name }) => name).sort());
});

it.each([
  [
    'a release in an old supergraph',
    (version: string) => `INSERT INTO supergraph_release
      SELECT '${version}', subgraph, agency, version FROM subgraph_release WHERE subgraph = 'archives'`,
    '23514',
  ],
  [
    'a supergraph without releases',
    () => `INSERT INTO supergraph_version VALUES ('${'e'.repeat(64)}', 'sdl', 1, now())`,
    '23514',
  ],
  [
    'a rollout with a lower sequence',
    (
      version: string,
    ) => `INSERT INTO rollout (sequence, supergraph, canary_percent, cause, subject, started_at)
      VALUES (1, '${version}', 100, 'publish', 'me', now())`,
    '23001',
  ],
])('PostgreSQL refuses %s', async (_, statement, code) => {
  const { supergraph: base } = await publish();
  await publish({ base, sdl: '# 2', releases: [sampleRelease('archives'), sampleRelease('libraries')] });
  await expect(sql.raw(statement(base)).execute(database.db)).rejects.toMatchObject({ code });
});
