import { readFileSync } from 'node:fs';
import { ownSubgraph } from '@civic-graph/gateway';
import { composeSupergraph, readableFields } from '@civic-graph/supergraph';
import { approvedScopes, eventually } from '@civic-graph/testing';
import { parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Agency, Answer } from '../deployment.ts';
import { city } from '../one-city/city.ts';
import { signIn } from '../sign-in.ts';
import { idOperations } from './id-operations.ts';

const agencies: readonly Agency[] = ['identity', 'transport', 'payments', 'statistics'];
const { schema } = readableFields(
  composeSupergraph([
    ...agencies.map((name) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      sdl: readFileSync(new URL(`../../../subgraphs/${name}/schema.graphql`, import.meta.url), 'utf8'),
    })),
    ownSubgraph,
  ]),
);
const operations = idOperations(schema);
const everyScope = approvedScopes['wechat-city'];

/** Both at the same app, with every consent. */
let lin: string;
let zhao: string;
/** Zhao's objects that an operation could change, before lin's attempts. */
const state = `{ me {
  payments { nodes { id state } }
  receipts { nodes { number } }
  disputes { nodes { id state } }
  consents(first: 100) { nodes { id status } }
} }`;
let stateBefore: unknown;
/** Zhao's ids, and values that others must not see. */
let zhaos: { readonly payment: string; readonly ids: readonly string[]; readonly secrets: readonly string[] };

const own = `{ me {
  id
  profile { name { value } phone { value } email { value } }
  consents(first: 100) { nodes { id hash } pageInfo { endCursor } }
  accessLog(first: 5) { nodes { id } pageInfo { endCursor } }
  notices { nodes { code } pageInfo { endCursor } }
  payments { nodes { id } pageInfo { endCursor } }
  receipts { nodes { number signed } pageInfo { endCursor } }
  disputes { nodes { id reason } pageInfo { endCursor } }
} }`;

beforeAll(async () => {
  const options = { app: 'wechat-city', scopes: everyScope.join(' '), consent: everyScope };
  [lin, zhao] = [await signIn(city.issuerUrl, 'lin', options), await signIn(city.issuerUrl, 'zhao', options)];
  const first = await whole(zhao, '{ me { notices { nodes { code status } } } }');
  const { code } = (
    first as { me: { notices: { nodes: { code: string; status: string }[] } } }
  ).me.notices.nodes.find(({ status }) => status === 'ISSUED')!;
  const input = { noticeCode: code, provider: 'TEST', idempotencyKey: crypto.randomUUID() };
  const started = await whole(
    zhao,
    'mutation ($input: InitiatePaymentInput!) { initiatePayment(input: $input) { ... on PaymentInitiated { paymentId payUrl } } }',
    { input },
  );
  const { payUrl, paymentId } = (started as { initiatePayment: { payUrl: string; paymentId: string } })
    .initiatePayment;
  await fetch(payUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"outcome":"paid"}',
  });
  const disputed = await whole(
    zhao,
    'mutation ($input: DisputeNoticeInput!) { disputeNotice(input: $input) { __typename } }',
    { input: { noticeCode: code, reason: 'Zhao has paid this before', idempotencyKey: crypto.randomUUID() } },
  );
  expect(disputed).toEqual({ disputeNotice: { __typename: 'DisputeOpened' } });
  // Notifications and access records arrive a little later.
  await eventually(async () => {
    const data = JSON.stringify(await whole(zhao, own));
    expect(data).toMatch(/"signed":"/);
    expect(data).toMatch(/"accessLog":\{"nodes":\[\{/);
  });
  stateBefore = await whole(zhao, state);
  const texts = textsIn(await whole(zhao, own));
  zhaos = {
    payment: paymentId,
    ids: [...new Set(texts.map(([, text]) => text))],
    // Anyone with a notice's code may see it, and many lists have the same end.
    secrets: texts.filter(([name]) => name !== 'code' && name !== 'endCursor').map(([, text]) => text),
  };
}, 120_000);

async function whole(token: string, query: string, variables?: object): Promise<unknown> {
  const { data, errors } = await city.query(token, query, variables);
  expect(errors).toBeUndefined();
  return data;
}

it('zhao finds by these ids what lin must not find', async () => {
  expect(zhaos.secrets.length).toBeGreaterThan(8);
  expect(operations.length).toBeGreaterThan(50);
  const { query } = operations.find(({ argument }) => argument === 'Query.payment(id:)')!;
  const { data, errors } = await city.query(zhao, query, { id: zhaos.payment });
  expect(JSON.stringify(errors ?? [])).not.toMatch(beyondLimits);
  expect({ data }).toMatchObject({
    data: { payment: { id: zhaos.payment, receipt: { __typename: 'Receipt' } } },
  });
  expect(leaksIn({ data }, zhaos.payment)).not.toEqual([]);
});

describe('by zhao’s ids, lin finds nothing that is only zhao’s, and changes nothing', () => {
  it.each(operations)('$argument', async ({ query }) => {
    expect(validate(schema, parse(query)).map(String), query).toEqual([]);
    for (const id of zhaos.ids) {
      const answer = await city.query(lin, query, { id });
      // An operation that a limit refuses would prove nothing.
      expect(JSON.stringify(answer.errors ?? []), query).not.toMatch(beyondLimits);
      // Sent values may be returned.
      expect(leaksIn(answer, id), `${query} with ${id}`).toEqual([]);
    }
  });

  it('zhao’s data is unchanged', async () => {
    expect(stateBefore).toMatchObject({
      me: {
        payments: { nodes: [{ state: 'SUCCESS' }] },
        receipts: { nodes: [{}] },
        disputes: { nodes: [{ state: 'OPENED' }] },
      },
    });
    expect(JSON.stringify(stateBefore)).toContain('"status":"ACTIVE"');
    expect(await whole(zhao, state)).toEqual(stateBefore);
  });
});

const beyondLimits = /OPERATION_LIMIT_EXCEEDED|RATE_LIMITED|OVERLOADED|PLAN_FAILED|SUBGRAPH_TIMEOUT/;

function leaksIn(answer: Answer, sent: string): string[] {
  const text = textsIn(answer)
    .map(([, each]) => each)
    .join('\n');
  return zhaos.secrets.filter((secret) => secret !== sent && text.includes(secret));
}

/** Each text with its field name, unescaped, because JSON would change texts with quotes. */
function textsIn(data: unknown): [name: string, text: string][] {
  const texts: [string, string][] = [];
  JSON.stringify(data, (name, value: unknown) => {
    if (typeof value === 'string' && value !== '') texts.push([name, value]);
    return value;
  });
  return texts;
}
