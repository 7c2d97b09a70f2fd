import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startTestDatabase, type TestDatabase, urlOfService } from '@civic-graph/testing';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../database.ts';
import { type DatabasePreparation, prepareDatabase } from './prepare-database.ts';

let server: TestDatabase;
let folder: string;
let service: Database<unknown>;
let owner: Database<unknown>;

beforeEach(async () => {
  server = await startTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-migrations-'));
  await writeFile(
    join(folder, '0001-sample.sql'),
    'CREATE TABLE sample (n integer); CREATE TABLE kept (n integer)',
  );
  service = createDatabase(await urlOfService(server.url));
  owner = createDatabase(server.url);
});
afterEach(async () => {
  await service.destroy();
  await owner.destroy();
  await server.stop();
  await rm(folder, { recursive: true });
});

const prepare = (changes: Partial<DatabasePreparation<unknown>> = {}) =>
  prepareDatabase<unknown>({
    service,
    ownerUrl: server.url,
    migrations: pathToFileURL(folder),
    rights: { sample: ['INSERT', 'UPDATE', 'DELETE'], kept: ['INSERT'] },
    agency: 'sample',
    deployment: 'production',
    ...changes,
  });
const run = (statement: string, db: Kysely<unknown> = service) => sql.raw(statement).execute(db);
const refused = { code: '42501' };

describe('a database', () => {
  it('is migrated by its owner, and the service may do what is listed', async () => {
    await prepare();
    await run('INSERT INTO sample VALUES (1)');
    await run('DELETE FROM sample');
    await run('INSERT INTO kept VALUES (1)');
    await expect(run('DELETE FROM kept')).rejects.toMatchObject(refused);
    await expect(run('CREATE TABLE mine (n integer)')).rejects.toMatchObject(refused);
  });

  it('takes rights back that are no longer listed, and gives those of new tables', async () => {
    await prepare();
    await run('GRANT ALL ON kept TO PUBLIC', owner);
    await writeFile(join(folder, '0002-more.sql'), 'CREATE TABLE more (n integer)');
    await prepare({ rights: { kept: [], more: ['INSERT'] } });
    await expect(run('INSERT INTO kept VALUES (1)')).rejects.toMatchObject(refused);
    await expect(run('INSERT INTO sample VALUES (1)')).rejects.toMatchObject(refused);
    await run('INSERT INTO more VALUES (1)');
  });

  it('is prepared by replicas that start together', async () => {
    await Promise.all(Array.from({ length: 4 }, () => prepare()));
    await run('INSERT INTO sample VALUES (1)');
  });

  it('needs no owner once it is migrated, and names what is missing before', async () => {
    await expect(prepare({ ownerUrl: null })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringMatching(
        /^DATABASE_OWNER_URL_SAMPLE: .*missing from 0001-sample.sql on; .*migrate:sample$/,
      ),
    });
    await prepare();
    await prepare({ ownerUrl: null });
    await run('INSERT INTO sample VALUES (1)');
  });

  it('is filled with the rights of the owner', async () => {
    const fill = async (db: Kysely<unknown>) => {
      await run('INSERT INTO kept VALUES (2)', db);
    };
    await prepare({ rights: {}, deployment: 'demo', fill });
    expect((await run('SELECT n FROM kept')).rows).toEqual([{ n: 2 }]);
  });
});

describe('in production, a service does not start with a role that', () => {
  const message = (because: string) => ({
    code: 'CONFIGURATION_INVALID',
    message: expect.stringMatching(
      new RegExp(`^DATABASE_URL_SAMPLE: its role \\w+ ${because}, .*databases.sh.*DATABASE_OWNER_URL_SAMPLE`),
    ),
  });

  it('is a superuser', async () => {
    await expect(prepare({ service: owner, ownerUrl: null })).rejects.toMatchObject(
      message('is a superuser'),
    );
    const { rows } = await run(`SELECT FROM pg_tables WHERE tablename = 'sample'`, owner);
    expect(rows).toEqual([]);
  });

  it.each([
    ['owns a table', 'ALTER TABLE kept OWNER TO test_service', 'owns the table kept'],
    [
      'is a member of an owner',
      'CREATE ROLE sample_owner; ALTER TABLE kept OWNER TO sample_owner; GRANT sample_owner TO test_service',
      'owns the table kept',
    ],
    [
      'may truncate',
      'GRANT TRUNCATE ON kept TO test_service',
      'may truncate the table kept or add triggers to it',
    ],
    [
      'may add triggers',
      'GRANT TRIGGER ON kept TO test_service',
      'may truncate the table kept or add triggers to it',
    ],
    [
      'may delete what is only added',
      'GRANT DELETE ON kept TO test_service',
      'may delete from the table kept',
    ],
    ['may update a column of it', 'GRANT UPDATE (n) ON kept TO test_service', 'may update the table kept'],
    ['may create tables', 'GRANT CREATE ON SCHEMA public TO test_service', 'may create tables and functions'],
  ])('%s', async (_what, grant, because) => {
    await prepare();
    await run(grant, owner);
    await expect(prepare({ ownerUrl: null })).rejects.toMatchObject(message(because));
    // In a demo nothing is at stake.
    await prepare({ ownerUrl: null, deployment: 'demo' });
    await run('DROP OWNED BY test_service CASCADE; DROP ROLE IF EXISTS sample_owner', owner).catch(() => {});
  });
});
