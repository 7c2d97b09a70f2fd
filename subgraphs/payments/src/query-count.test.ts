import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../test/fixtures/payments.ts';

const { lin } = personas;
const query = `query ($of: [_Any!]!, $first: Int!) {
  _entities(representations: $of) {
    ... on Citizen {
      notices(first: $first) {
        nodes {
          code agency { id } amount { amountMinor } fineParticulars { place }
          items { amount { amountMinor } revenueCode { name parent { name } } }
          payments(first: 5) { nodes { id state events { event } receipt { number signed } notice { code } } }
        }
        pageInfo { hasNextPage endCursor }
      }
      payments(first: $first) { nodes { id receipt { number } } }
      receipts(first: $first) { nodes { number notice { code } } }
    }
  }
}`;

let payments: TestPayments;
beforeAll(async () => {
  payments = await startTestPayments();
  // Besides the three of the demo, 49 more, half of them paid.
  for (let index = 0; index < 49; index += 1) {
    const code = await payments.issue();
    if (index % 2 === 1) continue;
    const { paymentId } = await payments.initiate(lin, code);
    await payments.deliver(payments.notification(paymentId, 'payment.succeeded'));
  }
});
afterAll(() => payments.stop());

interface Lists {
  _entities: {
    notices: { nodes: { code: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  }[];
}

/** Takes the minimum of three counts, because background work affects at most one. */
async function queriesFor(first: number): Promise<number> {
  const counts = [await countQueries(first), await countQueries(first), await countQueries(first)];
  return Math.min(...counts);
}

async function countQueries(first: number): Promise<number> {
  const before = payments.db.queries;
  const of = [{ __typename: 'Citizen', uin: lin.citizenKey }];
  const { _entities } = await payments.ask<Lists>(lin, query, { of, first });
  expect(_entities[0]!.notices.nodes).toHaveLength(first);
  return payments.db.queries - before;
}

it('needs no more queries for 50 notices than for 2', async () => {
  // One query each at most: notices, payments, receipts, particulars, items, codes, parents, events and the
  // join tables; batching of the last four depends on timing.
  const most = 13;
  expect(await queriesFor(2)).toBeLessThanOrEqual(most);
  expect(await queriesFor(50)).toBeLessThanOrEqual(most);
});

it('pages through a list without gaps or repetitions', async () => {
  const codes: string[] = [];
  let after: string | null = null;
  do {
    const page: Lists = await payments.ask<Lists>(
      lin,
      `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Citizen {
        notices(first: 7, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } } } } }`,
      { of: [{ __typename: 'Citizen', uin: lin.citizenKey }], after },
    );
    const { nodes, pageInfo } = page._entities[0]!.notices;
    codes.push(...nodes.map((node) => node.code));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  expect(codes).toHaveLength(52);
  expect(new Set(codes).size).toBe(52);
});

it.each([
  ['not base64 json', 'x'],
  ['a number for a time', Buffer.from('[1,"33010210300000000001"]').toString('base64url')],
  ['no code', Buffer.from('["2026-01-01T00:00:00.000Z","DROP TABLE"]').toString('base64url')],
  ['too long', Buffer.from('["2026-01-01T00:00:00.000Z","33010210300000000001",1]').toString('base64url')],
  [
    'a year before all',
    Buffer.from('["-200000-01-01T00:00:00.000Z","33011010507002437895"]').toString('base64url'),
  ],
  [
    'a year after all',
    Buffer.from('["+275760-01-01T00:00:00.000Z","33011010507002437895"]').toString('base64url'),
  ],
])('refuses a forged cursor: %s', async (_what, after) => {
  const { errors } = await payments.subgraph.executeAs(lin, {
    query: `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Citizen {
      notices(after: $after) { nodes { code } } } } }`,
    variables: { of: [{ __typename: 'Citizen', uin: lin.citizenKey }], after },
  });
  expect(errors).toMatchObject([
    { message: expect.stringContaining('after: '), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

it.each([
  ['0001-01-01T00:00:00.000Z', 0],
  ['9999-12-31T23:59:59.999Z', 52],
])('takes a cursor of %s', async (time, count) => {
  const after = Buffer.from(JSON.stringify([time, '33011010507002437895'])).toString('base64url');
  const { _entities } = await payments.ask<Lists>(
    lin,
    `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Citizen {
      notices(first: 100, after: $after) { nodes { code } } } } }`,
    { of: [{ __typename: 'Citizen', uin: lin.citizenKey }], after },
  );
  expect(_entities[0]!.notices.nodes).toHaveLength(count);
});
