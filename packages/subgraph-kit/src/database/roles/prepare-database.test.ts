import { randomBytes } from 'node:crypto';
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
  it('is migrated by its owner, and the service gets the listed rights', async () => {
    await prepare();
    await run('INSERT INTO sample VALUES (1)');
    await run('DELETE FROM sample');
    await run('INSERT INTO kept VALUES (1)');
    await expect(run('DELETE FROM kept')).rejects.toMatchObject(refused);
    await expect(run('CREATE TABLE mine (n integer)')).rejects.toMatchObject(refused);
  });

  it('revokes rights that are no longer listed, and grants those of new tables', async () => {
    await prepare();
    await run('GRANT ALL ON kept TO PUBLIC', owner);
    await writeFile(join(folder, '0002-more.sql'), 'CREATE TABLE more (n integer)');
    await prepare({ rights: { kept: [], more: ['INSERT'] } });
    await expect(run('INSERT INTO kept VALUES (1)')).rejects.toMatchObject(refused);
    await expect(run('INSERT INTO sample VALUES (1)')).rejects.toMatchObject(refused);
    await run('INSERT INTO more VALUES (1)');
  });

  it('can be prepared by replicas that start together', async () => {
    await Promise.all(Array.from({ length: 4 }, () => prepare()));
    await run('INSERT INTO sample VALUES (1)');
  });

  it('needs no owner once migrated, and before that names the missing variable', async () => {
    await expect(prepare({ ownerUrl: null })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringMatching(
        /^DATABASE_OWNER_URL_SAMPLE: .*from 0001-sample.sql on; .*civic migrate sample$/,
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
  const start = 'CONFIGURATION_INVALID';
  const refusal = (because: string) =>
    prepare({ ownerUrl: null }).then(
      () => 'starts',
      (error: { code?: unknown; message: string }) => {
        expect(error.code).toBe(start);
        expect(error.message).toMatch(/^DATABASE_URL_SAMPLE: its role \w+ /);
        expect(error.message).toContain(` ${because}, so it could change append-only tables; `);
        return error.message;
      },
    );

  it('is a superuser', async () => {
    const remedy = /ALTER ROLE \w+ NOSUPERUSER/;
    await expect(prepare({ service: owner, ownerUrl: null })).rejects.toMatchObject({
      code: start,
      message: expect.stringMatching(remedy),
    });
    const { rows } = await run(`SELECT FROM pg_tables WHERE tablename = 'sample'`, owner);
    expect(rows).toEqual([]);
  });

  it('owns a table', async () => {
    await prepare();
    await run('ALTER TABLE kept OWNER TO test_service', owner);
    expect(await refusal('owns the table kept')).toMatch(/databases.sh.*DATABASE_OWNER_URL_SAMPLE/);
    // In a demo no real data is at risk.
    await prepare({ ownerUrl: null, deployment: 'demo' });
  });

  const database = 'DATABASE_HERE';
  it.each([
    ['GRANT TRUNCATE ON kept TO test_service', 'may truncate the table kept or add triggers to it'],
    ['GRANT TRIGGER ON kept TO PUBLIC', 'may truncate the table kept or add triggers to it'],
    ['GRANT DELETE ON kept TO test_service', 'may delete from the table kept'],
    ['GRANT UPDATE (n) ON kept TO test_service', 'may update the column n of the table kept'],
    ['GRANT UPDATE ON part TO test_service', 'may update the column m of the table part'],
    ['GRANT UPDATE (m) ON part TO PUBLIC', 'may update the column m of the table part'],
    ['GRANT INSERT ON fixed TO test_service', 'may insert into the table fixed'],
    ['GRANT INSERT (n) ON unlisted TO PUBLIC', 'may insert into the table unlisted'],
    ['GRANT DELETE ON seen TO test_service', 'may delete from the table seen'],
    ['GRANT INSERT ON apart.table_there TO test_service', 'may insert into the table apart.table_there'],
    ['GRANT UPDATE ON SEQUENCE serial TO test_service', 'may set the sequence serial'],
    ['GRANT CREATE ON SCHEMA public TO test_service', 'may create tables and functions in the schema public'],
    ['GRANT CREATE ON SCHEMA apart TO PUBLIC', 'may create tables and functions in the schema apart'],
    [`GRANT CREATE ON DATABASE ${database} TO test_service`, 'may create schemas in the database'],
    [`GRANT TEMPORARY ON DATABASE ${database} TO PUBLIC`, 'may create temporary tables'],
    ['ALTER FUNCTION refuse_change() OWNER TO test_service', 'owns the function refuse_change()'],
    ['ALTER VIEW seen OWNER TO test_service', 'owns the view seen'],
    ['ALTER SEQUENCE serial OWNER TO test_service', 'owns the sequence serial'],
    ['ALTER TYPE mood OWNER TO test_service', 'owns the type mood'],
  ])('has more rights than are listed: %s', async (grant, because) => {
    await writeFile(
      join(folder, '0002-more.sql'),
      `CREATE TABLE part (n integer, m integer); CREATE TABLE fixed (n integer); CREATE TABLE unlisted (n integer);
      CREATE VIEW seen AS SELECT * FROM kept; CREATE SEQUENCE serial; CREATE TYPE mood AS ENUM ('good');
      CREATE SCHEMA apart; CREATE TABLE apart.table_there (n integer);
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'only added'; END $$`,
    );
    const rights: DatabasePreparation<unknown>['rights'] = {
      kept: ['INSERT'],
      part: ['INSERT', 'UPDATE (n)'],
      fixed: [],
    };
    await prepare({ rights });
    const name = `"${new URL(server.url).pathname.slice(1)}"`;
    await run(grant.replace(database, name), owner);
    const refused = await prepare({ ownerUrl: null, rights }).catch((error: Error) => error.message);
    expect(refused).toContain(` ${because}, so it could change append-only tables; `);
    // The message names the fix, and the fix suffices.
    await run(remedyIn(refused), owner);
    await prepare({ ownerUrl: null, rights });
    await run('UPDATE part SET n = 1');
  });

  it.each([
    ['ALTER TABLE kept OWNER TO OTHER; GRANT OTHER TO SERVICE WITH INHERIT FALSE', 'owns the table kept'],
    ['GRANT OTHER TO SERVICE WITH INHERIT FALSE', 'is a member of OTHER'],
    ['GRANT pg_execute_server_program TO SERVICE', 'is a member of pg_execute_server_program'],
    [
      'GRANT SET ON PARAMETER session_replication_role TO SERVICE',
      'may set the parameter session_replication_role',
    ],
    ['ALTER ROLE SERVICE CREATEROLE', 'has the attribute CREATEROLE'],
    ['ALTER ROLE SERVICE REPLICATION', 'has the attribute REPLICATION'],
    [
      'GRANT pg_read_all_data TO OTHER; GRANT OTHER TO SERVICE; ALTER ROLE SERVICE SET role = OTHER',
      'is a member of OTHER',
    ],
  ])('is more than a login, also after a start with its owner: %s', async (grant, because) => {
    // Roles belong to the server, which other tests share.
    const id = randomBytes(4).toString('hex');
    const [other, login] = [`other_${id}`, `service_${id}`];
    const named = (text: string) => text.replaceAll('OTHER', other).replaceAll('SERVICE', login);
    await run(`CREATE ROLE ${other}; CREATE ROLE ${login} LOGIN PASSWORD 'p'`, owner);
    const url = Object.assign(new URL(server.url), { username: login, password: 'p' }).href;
    const start = async (ownerUrl: string | null) => {
      const mine = createDatabase<unknown>(url);
      try {
        await prepare({ service: mine, ownerUrl });
        return 'starts';
      } catch (error) {
        return (error as Error).message;
      } finally {
        await mine.destroy();
      }
    };
    try {
      expect(await start(server.url)).toBe('starts');
      await run(named(grant), owner);
      for (const ownerUrl of [null, server.url]) {
        expect(await start(ownerUrl)).toContain(
          ` ${named(because)}, so it could change append-only tables; `,
        );
      }
      if (because.startsWith('owns')) return;
      await run(`${remedyIn(await start(null))}; ALTER ROLE ${login} RESET role`, owner);
      expect(await start(null)).toBe('starts');
    } finally {
      await run(`REASSIGN OWNED BY ${other} TO CURRENT_USER`, owner);
      await run(`DROP OWNED BY ${login}, ${other}; DROP ROLE ${login}, ${other}`, owner);
    }
  });

  it('starts although the role has created a large object, which is harmless', async () => {
    await prepare();
    await run('SELECT lo_creat(-1)');
    await prepare({ ownerUrl: null });
  });
});

function remedyIn(message: unknown): string {
  return /run in its database: (.*)$/.exec(String(message))?.[1] ?? 'nothing was named';
}
