import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestGateway, type TestGateway, withOwnFields } from '../../../test/fixtures/gateway.ts';

let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway({}, withOwnFields());
});
afterAll(() => graph.close());

const many = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');
const ring = many(90, (at) => {
  const [next, later] = [(at + 1) % 90, (at + 7) % 90];
  return `fragment F${at} on Person { friend { ...F${next} } friend { ...F${later} } }`;
});
const chain = many(150, (at) => `fragment F${at} on Person { friend { ...F${at + 1} } }`);
const deep = (open: string, close: string, levels = 190) => `${open.repeat(levels)}1${close.repeat(levels)}`;

const documents = {
  'a fragment within itself': '{ people { ...F } } fragment F on Person { friend { ...F } }',
  'fragments within each other': `{ people { ...F0 } } ${ring}`,
  'fragments within each other that nothing spreads': `{ people { id } } ${ring}`,
  'fragments that spread each other in an unselected operation': `query A { people { id } } query B { people { ...F0 } } ${ring}`,
  'a chain of fragments': `{ people { ...F0 } } ${chain} fragment F150 on Person { id }`,
  'a deep list': `{ person(id: ${deep('[', ']')}) { id } }`,
  'a deep object': `{ person(id: ${deep('{a:', '}')}) { id } }`,
  'a deep list as the default of a variable': `query ($id: ID = ${deep('[', ']')}) { person(id: $id) { id } }`,
  'a deep list in a directive': `{ people @include(if: ${deep('[', ']')}) { id } }`,
  'a deep type of a variable': `query ($id: ${'['.repeat(190)}ID${']'.repeat(190)}) { person(id: $id) { id } }`,
  'deeper than may be': `{ person(id: ${deep('[', ']', 20_000)}) { id } }`,
  'a type of a variable that is deeper than may be': `query ($id: ${'['.repeat(20_000)}ID${']'.repeat(20_000)}) { person(id: $id) { id } }`,
  'inline fragments in each other': `{ people { ${'... on Person { '.repeat(90)} id ${'} '.repeat(90)} } }`,
};
const codes = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_LIMIT_EXCEEDED'];

const json = { 'content-type': 'application/json' };
const post = (body: object, headers: Record<string, string> = json) =>
  graph.send({ headers, payload: JSON.stringify(body) });
const ways = {
  POST: (query: string) => post({ query, operationName: operationIn(query) }),
  GET: (query: string) =>
    graph.send({
      method: 'GET',
      url: `/graphql?${new URLSearchParams({ query, operationName: operationIn(query) ?? '' })}`,
      headers: { 'apollo-require-preflight': '1' },
    }),
  'by hash': (query: string) => {
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    return post({
      query,
      operationName: operationIn(query),
      extensions: { persistedQuery: { version: 1, sha256Hash } },
    });
  },
};

function operationIn(query: string): string | undefined {
  return query.startsWith('query A') ? 'A' : undefined;
}

describe.each(Object.entries(documents))('%s', (_, query) => {
  test.each(Object.entries(ways))('is 400 with a code by %s', async (_way, send) => {
    graph.calls.splice(0);
    const answer = await send(query);
    expect(answer.status, answer.text).toBe(400);
    expect(codes).toContain(answer.json.errors[0].extensions.code);
    expect(graph.calls).toEqual([]);
  });

  test('is refused with a code if events are requested', async () => {
    const { text } = await post(
      { query, operationName: operationIn(query) },
      { ...json, accept: 'text/event-stream' },
    );
    expect(
      codes.some((code) => text.includes(code)),
      text,
    ).toBe(true);
  });

  test('is reported as a problem by explainAccess', async () => {
    const answer = await graph.ask(
      'query ($text: String!) { explainAccess(operation: $text, operationName: "A") { problems } }',
      {
        variables: { text: query },
      },
    );
    expect(answer.json.errors, answer.text).toBeUndefined();
    expect(answer.json.data.explainAccess?.problems?.length).toBeGreaterThan(0);
  });
});

test.each([
  ['a list', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ['an object', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
])('%s in variables beyond the depth limit is 400', async (_, value) => {
  const payload = `{"query":"query ($id: ID!) { person(id: $id) { id } }","variables":{"id":${value}}}`;
  const answer = await graph.send({ headers: json, payload });
  expect([answer.status, answer.json.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
});
