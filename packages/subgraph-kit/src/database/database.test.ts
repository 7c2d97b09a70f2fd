import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TraceSpan } from '@civic-graph/service';
import { personas, startTestDatabase, type TestDatabase, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRegistry } from '../registry.fixture.ts';
import { currentCall } from '../server/current-call.ts';
import { callPool } from './call-pool.ts';
import { createDatabase, type Database } from './database.ts';
import { migrateToLatest } from './migrate.ts';

interface Tables {
  sample: { id: string; amount: string; day: string; at: Date };
}

let server: TestDatabase;
let db: Database<Tables>;
let folder: string;

beforeAll(async () => {
  server = await startTestDatabase();
});
afterAll(() => server.stop());
beforeEach(async () => {
  db = createDatabase<Tables>(server.url);
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-migrations-'));
});
afterEach(async () => {
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  await db.destroy();
  await rm(folder, { recursive: true });
});

const migrate = (database = db) => migrateToLatest<Tables>(database, pathToFileURL(folder));
const write = (name: string, text: string) => writeFile(join(folder, name), text);
const create = 'create table sample (id int8 primary key, amount numeric, day date, at timestamptz);';

describe('types', () => {
  test('that a double or a time zone would damage stay text', async () => {
    await write('0001-sample.sql', create);
    await migrate();
    const row = { id: '9007199254740993', amount: '0.1000000000000000055', day: '2026-03-29' };
    await db
      .insertInto('sample')
      .values({ ...row, at: new Date(0) })
      .execute();
    const found = await db.selectFrom('sample').selectAll().executeTakeFirst();
    expect(found).toEqual({ ...row, at: new Date(0) });
  });
});

test('queries are counted', async () => {
  const before = db.queries;
  await sql`select 1`.execute(db);
  await db.transaction().execute(async (transaction) => {
    await sql`select 2`.execute(transaction);
    await sql`select 3`.execute(transaction);
  });
  // Begin and commit count as well, because each is a round trip.
  expect(db.queries - before).toBe(5);
});

describe('migrations', () => {
  test('run in order, several statements each, and once', async () => {
    await write(
      '0002-second.sql',
      "insert into sample values (1, 1, '2026-01-01', now()); insert into sample values (2);",
    );
    await write('0001-first.sql', create);
    await write('notes.txt', 'not sql');
    await migrate();
    await write('0003-third.sql', 'delete from sample where id = 1;');
    await migrate();
    await migrate();
    const { rows } = await sql`select id from sample`.execute(db);
    expect(rows).toEqual([{ id: '2' }]);
  });

  test('that fail leave nothing behind', async () => {
    await write('0001-first.sql', create);
    await write('0002-broken.sql', 'insert into sample values (1); select nonsense;');
    await expect(migrate()).rejects.toThrow('nonsense');
    const { rows } = await sql`select to_regclass('sample') as found`.execute(db);
    expect(rows).toEqual([{ found: null }]);
  });

  test('of replicas that start together run once', async () => {
    await write('0001-first.sql', `${create} insert into sample values (1);`);
    const replicas = Array.from({ length: 4 }, () => createDatabase<Tables>(server.url));
    await Promise.all(replicas.map((replica) => migrate(replica)));
    await Promise.all(replicas.map((replica) => replica.destroy()));
    const { rows } = await sql`select count(*) from sample`.execute(db);
    expect(rows).toEqual([{ count: '1' }]);
  });
});

test('a connection that the server ends does not end the process', async () => {
  await sql`select 1`.execute(db);
  const other = createDatabase<Tables>(server.url);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`.execute(
    other,
  );
  await other.destroy();
  await expect
    .poll(() =>
      sql`select 1`.execute(db).then(
        () => 'again',
        () => 'failed',
      ),
    )
    .toBe('again');
});

test('nor does one that is ended between two statements of a transaction: that transaction fails, the next does not', async () => {
  const other = createDatabase<Tables>(server.url);
  const transaction = db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(other);
    // Waits until the client has noticed the end.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await sql`select 1`.execute(trx);
  });
  await expect(transaction).rejects.toThrow();
  await other.destroy();
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
});

test('a migration under a prepared statement fails only the transaction in progress', async () => {
  await sql`create table altered (id int, a int)`.execute(db);
  await sql`insert into altered values (${1}, ${2})`.execute(db);
  const all = (of: Kysely<Tables>) => sql`select * from altered where id = ${1}`.execute(of);
  const prepared = () => sql`select name from pg_prepared_statements where statement like '%altered where%'`;
  await db.connection().execute(async (connection) => {
    expect((await all(connection)).rows).toEqual([{ id: 1, a: 2 }]);
    expect((await prepared().execute(connection)).rows).toHaveLength(1);
    await sql`alter table altered add column b int`.execute(connection);
    expect((await all(connection)).rows).toEqual([{ id: 1, a: 2, b: null }]);
    await all(connection);
    await sql`alter table altered add column c int`.execute(connection);
    const transaction = () => connection.transaction().execute(all);
    await expect(transaction()).rejects.toMatchObject({ code: '0A000' });
    expect((await transaction()).rows).toEqual([{ id: 1, a: 2, b: null, c: null }]);
  });
});

describe('queries of a traced call', () => {
  test('are traced with their command and outcome, and without values', async () => {
    const told: unknown[] = [];
    const span: TraceSpan = {
      traceparent: '',
      child: (name, kind, facts) => ({
        ...span,
        end: (failure) => told.push({ name, kind, facts, failure }),
      }),
      setAttributes: () => undefined,
      end: () => undefined,
    };
    const { signal } = new AbortController();
    await currentCall.run({ span, signal, mayStop: true, changes: 'never' }, async () => {
      await sql`select ${'CTZ-1'}::text`.execute(db);
      await expect(sql`select 'CTZ-2'::int`.execute(db)).rejects.toThrow();
    });
    await sql`select 1`.execute(db);
    const facts = { 'db.system.name': 'postgresql', 'db.operation.name': 'select' };
    expect(told).toEqual([
      { name: 'query select', kind: 'client', facts, failure: undefined },
      { name: 'query select', kind: 'client', facts, failure: '22P02' },
    ]);
  });
});

describe('a cancelled call', () => {
  const running = async () =>
    (
      await sql<{ count: string }>`select count(*) from pg_stat_activity
        where state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()`.execute(db)
    ).rows[0]?.count;

  /** Result of a slow statement whose gateway closes the connection. */
  async function abandon(mayStop: boolean, work: () => Promise<unknown>): Promise<unknown> {
    const controller = new AbortController();
    const call = { span: undefined, signal: controller.signal, mayStop, changes: 'never' as const };
    const outcome = currentCall.run(call, () =>
      work().then(
        () => 'done',
        (error) => error.code,
      ),
    );
    await expect.poll(running, { interval: 10 }).toBe('1');
    controller.abort();
    return outcome;
  }

  test('has its statement cancelled, and starts no other', async () => {
    const began: string[] = [];
    const outcome = await abandon(true, async () => {
      await sql`select pg_sleep(20)`.execute(db).catch(() => began.push('cancelled'));
      await sql`select pg_sleep(20)`.execute(db);
    });
    expect([began, outcome]).toEqual([['cancelled'], 'SUBGRAPH_TIMEOUT']);
    expect(await running()).toBe('0');
  });

  test('rolls back its transaction, and releases the connection', async () => {
    await write('0001-sample.sql', create);
    await migrate();
    const outcome = await abandon(true, () =>
      db.transaction().execute(async (transaction) => {
        await sql`insert into sample values (1)`.execute(transaction);
        await sql`select pg_sleep(20)`.execute(transaction);
      }),
    );
    expect(outcome).toBe('SUBGRAPH_TIMEOUT');
    // One query per connection shows that none is affected.
    const counts = await Promise.all(
      Array.from({ length: 10 }, () => sql<{ id: string }>`select id from sample`.execute(db)),
    );
    expect(counts.flatMap(({ rows }) => rows)).toEqual([]);
  });

  test('still completes a mutation', async () => {
    await write('0001-sample.sql', create);
    await migrate();
    const outcome = await abandon(false, async () => {
      await sql`select pg_sleep(2)`.execute(db);
      await sql`insert into sample values (1)`.execute(db);
    });
    expect(outcome).toBe('done');
    expect((await sql`select id from sample`.execute(db)).rows).toHaveLength(1);
  });

  test.each([
    ['a query', '{ hello }', 20, 'SUBGRAPH_TIMEOUT'],
    ['a mutation', 'mutation { pay(code: "N0") }', 2, 'done'],
  ])('by a disconnect of the gateway, during %s', async (_, query, seconds, expected) => {
    const ended: string[] = [];
    const sleep = () =>
      sql`select pg_sleep(${seconds}::float)`.execute(db).then(
        () => ended.push('done'),
        (error) => ended.push(error.code),
      );
    const resolvers = { Query: { hello: sleep }, Mutation: { pay: sleep } };
    const { subgraph } = await createRegistry({ resolvers });
    const url = `${await subgraph.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
    const body = JSON.stringify({ query });
    const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'registry' });
    const call = { method: 'POST', path: '/graphql', body, principal: personas.lin, requestId: 'request-1' };
    const headers = { ...sign(call), 'content-type': 'application/json' };
    const gateway = request(url, { method: 'POST', headers, agent: false }).on('error', () => undefined);
    gateway.end(body);
    await expect.poll(running, { interval: 10 }).toBe('1');
    gateway.destroy();
    await expect.poll(() => ended).toEqual([expected]);
    await subgraph.close();
  });
});

describe('a busy database ends a query with OVERLOADED, which is retryable', () => {
  const overloaded = { code: 'OVERLOADED', extensions: { retryAfter: 1 } };

  test('if the server ends a slow statement', async () => {
    const slow = db.transaction().execute(async (trx) => {
      await sql`set local statement_timeout = 50`.execute(trx);
      await sql`select pg_sleep(60)`.execute(trx);
    });
    await expect(slow).rejects.toMatchObject(overloaded);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  test.each([
    ['becomes free', new Error('timeout exceeded when trying to connect')],
    ['can be made in time', new Error('Connection terminated due to connection timeout')],
    ['may be made', Object.assign(new Error('sorry, too many clients already'), { code: '53300' })],
  ])('if no connection %s', async (_, reason) => {
    const pool = { connect: () => Promise.reject(reason) };
    await expect(callPool(pool as unknown as pg.Pool).connect()).rejects.toMatchObject(overloaded);
  });

  test('and leaves any other failure unchanged', async () => {
    await expect(sql`select 1/0`.execute(db)).rejects.toMatchObject({ code: '22012' });
  });
});
