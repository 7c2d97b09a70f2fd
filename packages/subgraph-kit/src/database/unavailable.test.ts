import { createServer } from 'node:net';
import { freePort, startTestServer } from '@civic-graph/testing';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, test, vi } from 'vitest';
import { createErrorMask } from '../server/mask-error.ts';
import { refusedConnection } from './connection-refused.ts';
import { createDatabase } from './database.ts';
import { asRetryable, asUnavailable } from './unavailable.ts';

const unavailable = { code: 'SERVICE_UNAVAILABLE', extensions: { retryAfter: 1 } };
const overloaded = { code: 'OVERLOADED', extensions: { retryAfter: 1 } };
const withCode = (code: string) => Object.assign(new Error('of the database'), { code });

describe('an unreachable database', () => {
  test.each([
    ...[
      '08000',
      '08003',
      '08006',
      '08001',
      '08004',
      '08P01',
      '53100',
      '53200',
      '57P01',
      '57P02',
      '57P03',
      '57P04',
    ],
    ...['57P05', '58000', '58030', '25006', '25P03'],
    ...[
      'ECONNREFUSED',
      'ECONNRESET',
      'EPIPE',
      'ETIMEDOUT',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
    ],
  ])('maps %s to a retryable error', (code) => {
    expect(asUnavailable(withCode(code))).toMatchObject(unavailable);
  });

  test.each([
    'Connection terminated',
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'timeout expired',
    'Cannot use a pool after calling end on the pool',
  ])('and by "%s"', (message) => {
    expect(asUnavailable(new Error(message))).toMatchObject(unavailable);
  });

  test('refuses connections, closes them, or is stopping: with the real errors', async () => {
    const refused = createDatabase(`postgresql://u:p@127.0.0.1:${await freePort()}/d`);
    const byName = createDatabase(`postgresql://u:p@localhost:${await freePort()}/d`);
    const closing = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await new Promise((resolve) => closing.once('listening', resolve));
    const address = closing.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const closed = createDatabase(`postgresql://u:p@127.0.0.1:${port}/d`);
    for (const database of [refused, byName, closed]) {
      await expect(sql`select 1`.execute(database)).rejects.toMatchObject(unavailable);
      const work = database.transaction().execute((trx) => sql`select 1`.execute(trx));
      await expect(work).rejects.toMatchObject(unavailable);
      await database.destroy();
    }
    closing.close();

    const server = await startTestServer();
    const database = createDatabase(server.url);
    const observer = new pg.Client({ connectionString: server.url });
    observer.on('error', () => undefined);
    await observer.connect();
    const asleep = "select 1 from pg_stat_activity where wait_event = 'PgSleep'";
    const plain = sql`select pg_sleep(60)`.execute(database);
    const within = database.transaction().execute(async (trx) => {
      await sql`create temporary table t (a int)`.execute(trx);
      await sql`select pg_sleep(60)`.execute(trx);
    });
    const ended = Promise.allSettled([plain, within]);
    await expect.poll(async () => (await observer.query(asleep)).rows.length).toBe(2);
    await server.stop();
    for (const end of await ended) expect(end).toMatchObject({ status: 'rejected', reason: unavailable });
    await expect(sql`select 1`.execute(database)).rejects.toMatchObject(unavailable);
    await database.destroy();
  }, 30_000);
});

describe('a refused connection', () => {
  const refusals = [
    ['28P01', "ALTER ROLE ROLE PASSWORD 'other'", /password.*ALTER ROLE/],
    ['28000', 'ALTER ROLE ROLE NOLOGIN', /log in.*LOGIN/],
    ['42501', 'REVOKE CONNECT ON DATABASE DATABASE FROM PUBLIC, ROLE', /connect.*GRANT CONNECT/],
    ['3D000', 'ALTER DATABASE DATABASE RENAME TO elsewhere', /does not exist/],
  ] as const;
  test.each(refusals)(
    'is retryable (%s), and the operator learns the fix',
    async (code, deny, fix) => {
      const server = await startTestServer();
      const admin = new pg.Client({ connectionString: server.url });
      await admin.connect();
      await admin.query("CREATE ROLE served LOGIN PASSWORD 'p'");
      await admin.query('CREATE DATABASE served_data');
      await admin.query(
        deny
          .replace('ROLE ROLE', 'ROLE served')
          .replace(', ROLE', ', served')
          .replace('DATABASE DATABASE', 'DATABASE served_data'),
      );
      const url = Object.assign(new URL(server.url), {
        username: 'served',
        password: 'p',
        pathname: '/served_data',
      });
      const database = createDatabase(url.href);
      const report = vi.fn();
      try {
        const plain = await sql`SELECT 1`.execute(database).catch((error: unknown) => error);
        const within = await database
          .transaction()
          .execute((trx) => sql`SELECT 1`.execute(trx))
          .catch((error: unknown) => error);
        for (const error of [plain, within]) {
          expect(error).toMatchObject(unavailable);
          expect(refusedConnection(error)).toMatchObject({ code, message: expect.stringMatching(fix) });
        }
        const shown = createErrorMask(report)({ message: '' }, plain);
        expect(shown.extensions).toEqual({ code: 'SERVICE_UNAVAILABLE', retryAfter: 1 });
        expect(report).toHaveBeenCalledWith(refusedConnection(plain), '');
      } finally {
        await database.destroy();
        await admin.end();
        await server.stop();
      }
    },
    30_000,
  );
});

describe('a statement whose retries all failed', () => {
  test.each(['40001', '40P01', '55P03'])('is retryable, but only after the internal retries: %s', (code) => {
    const error = withCode(code);
    expect(asUnavailable(error)).toBe(error);
    expect(asRetryable(error)).toMatchObject(overloaded);
  });
});

test.each(['23505', '22012', '42P01', '28P01', 'EACCES', 'UNKNOWN'])(
  '%s is a bug, and stays unchanged',
  (code) => {
    const error = withCode(code);
    expect(asRetryable(error)).toBe(error);
  },
);
