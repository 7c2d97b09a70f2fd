import { randomUUID } from 'node:crypto';
import { createDatabase, type Database, migrateToLatest } from '@civic-graph/subgraph-kit';
import { startTestDatabase } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentsTables } from '../database/tables.ts';
import { forgetKeys } from './forget-keys.ts';
import { once } from './once.ts';

const day = 24 * 60 * 60 * 1000;

describe('work with one key', () => {
  let server: Awaited<ReturnType<typeof startTestDatabase>>;
  let db: Database<PaymentsTables>;
  beforeAll(async () => {
    server = await startTestDatabase();
    db = createDatabase<PaymentsTables>(server.url);
    await migrateToLatest(db, new URL('../../migrations/', import.meta.url));
  });
  afterAll(async () => {
    await db.destroy();
    await server.stop();
  });
  const request = (change: object = {}) => ({
    by: { kind: 'app', clientId: 'app' } as const,
    key: randomUUID(),
    request: { of: 'something' },
    now: new Date(),
    ...change,
  });

  it('is refused with a retry time while the first call is slow, and then gets its answer', async () => {
    const same = request();
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = () => {};
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const first = once(db, same, async () => {
      begun();
      await slow;
      return { number: 1 };
    });
    await beginning;
    await expect(once(db, same, async () => ({ number: 2 }))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_IN_PROGRESS',
      extensions: { retryAfterSeconds: 1 },
    });
    finish();
    expect(await first).toEqual({ number: 1 });
    expect(await once(db, same, async () => ({ number: 2 }))).toEqual({ number: 1 });
  });

  it('is done by the next call if the first has failed', async () => {
    const same = request();
    await expect(once(db, same, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await once(db, same, async () => ({ number: 2 }))).toEqual({ number: 2 });
  });

  it('is remembered for exactly 30 days, deleted or not', async () => {
    const old = request({ now: new Date(Date.now() - 29 * day) });
    await once(db, old, async () => ({ number: 1 }));
    expect(await forgetKeys(db, new Date())).toBe(0);
    expect(await once(db, { ...old, now: new Date() }, async () => ({ number: 2 }))).toEqual({ number: 1 });
    const later = { ...old, request: { of: 'something else' }, now: new Date(Date.now() + 2 * day) };
    expect(await once(db, later, async () => ({ number: 3 }))).toEqual({ number: 3 });
    expect(await forgetKeys(db, new Date(Date.now() + 33 * day))).toBeGreaterThan(0);
    const { n } = await db
      .selectFrom('idempotency_key')
      .select((select) => select.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(n)).toBe(0);
  });

  it('is 100 results for 100 keys, each used by 50 clients simultaneously', async () => {
    const keys = Array.from({ length: 100 }, () => request());
    let done = 0;
    const client = async () => {
      const answers: string[] = [];
      for (const same of keys) {
        const answer = await once(db, same, async () => {
          done += 1;
          return { key: same.key };
        });
        answers.push(answer.key);
      }
      return answers;
    };
    const answers = await Promise.all(Array.from({ length: 50 }, client));
    expect(done).toBe(100);
    expect(answers).toEqual(Array(50).fill(keys.map(({ key }) => key)));
  }, 120_000);
});
