import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Principal } from '@civic-graph/policy';
import { migrateToLatest } from '@civic-graph/subgraph-kit';
import { personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';

const clerk = personas['operator-payments'];
/** A citizen of the same app with the same consents. */
const neighbour = { ...personas.lin, subject: 'neighbour', citizenKey: personas.zhao.citizenKey };
const colleague = { ...clerk, subject: 'another-clerk' };

let payments: TestPayments;
beforeAll(async () => {
  payments = await startTestPayments();
});
afterAll(() => payments.stop());

const mutations: readonly (readonly [
  name: string,
  callers: readonly [Principal, Principal],
  query: string,
  input: () => Promise<readonly [object, object]>,
])[] = [
  [
    'initiatePayment',
    [personas.lin, neighbour],
    `mutation ($input: InitiatePaymentInput!) { initiatePayment(input: $input) { __typename } }`,
    async () => [
      { noticeCode: await payments.issue(), provider: 'TEST' },
      { noticeCode: await payments.issue('20000', personas.zhao.citizenKey), provider: 'TEST' },
    ],
  ],
  [
    'disputeNotice',
    [personas.lin, neighbour],
    `mutation ($input: DisputeNoticeInput!) { disputeNotice(input: $input) { __typename } }`,
    async () => [
      { noticeCode: await payments.issue(), reason: 'Not mine' },
      { noticeCode: await payments.issue('20000', personas.zhao.citizenKey), reason: 'Too much' },
    ],
  ],
  [
    'withdrawNotice',
    [clerk, colleague],
    `mutation ($input: EndNoticeInput!) { withdrawNotice(input: $input) { __typename } }`,
    async () => [
      { noticeCode: await payments.issue(), reason: 'One' },
      { noticeCode: await payments.issue(), reason: 'Other' },
    ],
  ],
  [
    'issueNotice',
    [clerk, colleague],
    `mutation ($input: IssueNoticeInput!) { issueNotice(input: $input) { __typename } }`,
    async () =>
      ['10000', '20000'].map((amountMinor) => ({
        regionCode: '330102',
        items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor }],
        dueDate: '2099-12-31',
      })) as [object, object],
  ],
];

describe('a key that one caller has used', () => {
  it.each(mutations)(
    'is free for another caller of the same app: %s',
    async (name, callers, query, input) => {
      const idempotencyKey = randomUUID();
      const inputs = await input();
      const kinds: unknown[] = [];
      for (const [index, caller] of callers.entries()) {
        const variables = { input: { ...inputs[index], idempotencyKey } };
        for (let time = 0; time < 2; time += 1) {
          const { data, errors } = await payments.subgraph.executeAs(caller, { query, variables });
          expect([name, errors]).toEqual([name, undefined]);
          kinds.push((data as Record<string, { __typename: string }>)[name]?.__typename);
        }
      }
      expect(new Set(kinds).size).toBe(1);
      expect(kinds[0]).not.toMatch(/NotFound|Problem|Mistyped/);
      // For each caller it stays one request.
      const reused = { input: { ...inputs[1], idempotencyKey } };
      const { errors } = await payments.subgraph.executeAs(callers[0], { query, variables: reused });
      expect(errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }]);
    },
  );

  it('is used by both simultaneously, independently', async () => {
    const key = randomUUID();
    const codes = [await payments.issue(), await payments.issue('20000', personas.zhao.citizenKey)];
    const opened = await Promise.all(
      [personas.lin, neighbour].flatMap((person, index) =>
        [1, 2, 3].map(() => payments.initiate(person, codes[index] ?? '', key)),
      ),
    );
    const ids = opened.map(({ paymentId }) => paymentId);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(new Set(ids.slice(3)).size).toBe(1);
    expect(ids[0]).not.toBe(ids[3]);
  });
});

describe('a key of an earlier version, which did not distinguish callers', () => {
  it('returns the stored answer to the same request, and refuses another one', async () => {
    const key = randomUUID();
    const noticeCode = await payments.issue();
    const { paymentId } = await payments.initiate(personas.lin, noticeCode, key);
    await sql`UPDATE idempotency_key SET caller = '' WHERE key = ${key}`.execute(payments.db);
    expect((await payments.initiate(personas.lin, noticeCode, key)).paymentId).toBe(paymentId);
    await expect(payments.initiate(personas.lin, await payments.issue(), key)).rejects.toThrow('REUSED');
    // It expires like any other, and is free afterwards.
    await sql`UPDATE idempotency_key SET created_at = now() - interval '31 days' WHERE key = ${key}`.execute(
      payments.db,
    );
    const other = await payments.issue();
    expect((await payments.initiate(personas.lin, other, key)).paymentId).not.toBe(paymentId);
  });

  it('survives the migration', async () => {
    const file = new URL('../../migrations/0028-idempotency-keys-by-caller.sql', import.meta.url);
    const { owner: db } = payments;
    await sql`CREATE SCHEMA before`.execute(db);
    await db.transaction().execute(async (trx) => {
      await sql`SET LOCAL search_path TO before`.execute(trx);
      await sql`CREATE TABLE idempotency_key (client_id text NOT NULL, key text NOT NULL, fingerprint text NOT NULL,
        answer jsonb NOT NULL, created_at timestamptz NOT NULL, PRIMARY KEY (client_id, key))`.execute(trx);
      await sql`INSERT INTO idempotency_key VALUES ('app', 'k', 'f', '{}', now())`.execute(trx);
      await sql.raw(await readFile(file, 'utf8')).execute(trx);
      const { rows } = await sql`SELECT client_id, caller, key FROM idempotency_key`.execute(trx);
      expect(rows).toEqual([{ client_id: 'app', caller: '', key: 'k' }]);
    });
    await migrateToLatest(db, new URL('../../migrations/', import.meta.url));
  });
});
