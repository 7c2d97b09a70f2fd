import { startTestDatabase, type TestDatabase } from '@civic-graph/testing';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChangeFeed } from '../subscriptions/change-feed.ts';
import { createDatabase, type Database } from './database.ts';
import { listenForChanges } from './listen.ts';

let server: TestDatabase;
let db: Database<object>;
let stop: () => Promise<void>;
const feed = new ChangeFeed();
const reports: unknown[] = [];

beforeAll(async () => {
  server = await startTestDatabase();
  db = createDatabase(server.url);
  stop = listenForChanges({
    url: server.url,
    channel: 'sample',
    feed,
    report: (error) => reports.push(error),
  });
});
afterAll(async () => {
  await stop();
  await db.destroy();
  await server.stop();
});

const notify = (connection: Kysely<object>, key: string) =>
  sql`SELECT pg_notify('sample', ${key})`.execute(connection);

test('a change is notified with its transaction, or not at all', async () => {
  const started = feed.watch('start', async () => ({ event: 1 }));
  await started.next();
  // Anything may have changed before the connection.
  await started.next();
  let reads = 0;
  const events = feed.watch('a', async () => ({ event: ++reads }));
  await events.next();
  await db
    .transaction()
    .execute(async (trx) => {
      await notify(trx, 'a');
      throw new Error('rolled back');
    })
    .catch(() => undefined);
  await notify(db, 'b');
  const second = events.next();
  await db.transaction().execute(async (trx) => {
    await notify(trx, 'a');
    expect(reads).toBe(1);
  });
  expect((await second).value).toBe(2);
});

test('changes missed while disconnected are made up for', async () => {
  let reads = 0;
  const events = feed.watch('a', async () => ({ event: ++reads }));
  await events.next();
  const again = events.next();
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`.execute(db);
  expect((await again).value).toBe(2);
  expect(reports).toHaveLength(1);
  const after = events.next();
  await notify(db, 'a');
  expect((await after).value).toBe(3);
});
