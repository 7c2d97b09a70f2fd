import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { PublicError } from '@civic-graph/errors';
import { personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterEach, expect, test } from 'vitest';
import type { SubgraphContext } from '../context.ts';
import { head } from '../registry.fixture.ts';
import { decodeCursor } from '../relay/cursor.ts';
import { createSubgraph, type Subgraph } from '../subgraph.ts';
import { maxErrors } from './answer-bounds.ts';

const typeDefs = `${head}
  type Query {
    shelves(count: Int!): [Shelf!]! @dataClass(class: C0)
    slow(name: String!): Shelf @dataClass(class: C0)
  }
  type Shelf @key(fields: "id") {
    id: ID! @dataClass(class: C0)
    books(after: String): [String!] @dataClass(class: C0)
    label(after: String): String! @dataClass(class: C0)
  }`;

let subgraph: Subgraph;
afterEach(() => subgraph.close());

const ran: string[] = [];
async function start(): Promise<void> {
  ran.length = 0;
  const refused = (_: unknown, { after }: { after?: string }) => decodeCursor(after ?? '').map(String);
  subgraph = await createSubgraph({
    name: 'library',
    typeDefs,
    resolvers: {
      Query: {
        shelves: (_: unknown, { count }: { count: number }) =>
          Array.from({ length: count }, (_item, id) => ({ id })),
        slow: async (_: unknown, { name }: { name: string }, { signal }: SubgraphContext) => {
          ran.push(name);
          // Resolves when the gateway's disconnect is noticed.
          if (name === 'left alone') await once(signal, 'abort');
          return { id: name };
        },
      },
      Shelf: {
        __resolveReference: async ({ id }: { id: string }) => {
          if (id === 'bad') throw new PublicError('FORBIDDEN');
          return { id };
        },
        books: refused,
        label: async (parent: { id: string }, args: { after?: string }, { signal }: SubgraphContext) => {
          ran.push(`label, ${signal.aborted ? 'for nobody' : 'asked for'}`);
          return String(refused(parent, args));
        },
      },
    },
    signature: { secret: testSecrets.subgraph },
    logLevel: 'silent',
  });
}

const ask = (query: string, variables = {}) => subgraph.executeAs(personas.anonymous, { query, variables });

test('reports each of a few failures', async () => {
  await start();
  const { data, errors } = await ask('{ shelves(count: 3) { id books(after: "x") } }');
  expect(data?.shelves).toEqual([0, 1, 2].map((id) => ({ id: String(id), books: null })));
  expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual([
    ['shelves.0.books', 'BAD_USER_INPUT'],
    ['shelves.1.books', 'BAD_USER_INPUT'],
    ['shelves.2.books', 'BAD_USER_INPUT'],
  ]);
});

test('reports the first of many failures, and how many were omitted', async () => {
  await start();
  const aliases = Array.from({ length: 20 }, (_, at) => `b${at}: books(after: "x")`).join(' ');
  const { data, errors = [] } = await ask(`{ shelves(count: 1000) { ${aliases} } }`);
  expect(data?.shelves).toHaveLength(1_000);
  expect(errors).toHaveLength(maxErrors + 1);
  expect(errors.at(-1)).toMatchObject({
    message: expect.stringContaining(String(20_000 - maxErrors)),
    extensions: { code: 'ERRORS_TRUNCATED' },
  });
});

test('does the same for entities, and for non-null fields', async () => {
  await start();
  const representations = Array.from({ length: 1_000 }, () => ({ __typename: 'Shelf', id: 'bad' }));
  const entities = await ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Shelf { id } } }',
    {
      r: representations,
    },
  );
  expect(entities.data?._entities).toEqual(Array(1_000).fill(null));
  expect(entities.errors).toHaveLength(maxErrors + 1);
  const query =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Shelf { label(after: "x") } } }';
  const good = representations.map((one) => ({ ...one, id: 'good' }));
  const labels = await ask(query, { r: good });
  expect(labels.data?._entities).toEqual(Array(1_000).fill(null));
  expect(labels.errors).toHaveLength(maxErrors + 1);
});

test('runs no further resolver after the gateway disconnects', async () => {
  await start();
  const url = new URL(await subgraph.listen({ host: '127.0.0.1', port: 0 }));
  const body = JSON.stringify({ query: '{ slow(name: "left alone") { label } }' });
  const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'library' });
  const principal = personas.anonymous;
  const headers = {
    ...sign({ method: 'POST', path: '/graphql', body, principal, requestId: 'request' }),
    host: url.host,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  socket.write(`POST /graphql HTTP/1.1\r\n${fields.join('')}\r\n${body}`);
  await expect.poll(() => ran).toEqual(['left alone']);
  socket.destroy();
  await wait(300);
  expect(ran).toEqual(['left alone']);
  // Callers that stay connected get their answers.
  await ask('{ slow(name: "second") { label } }');
  expect(ran).toEqual(['left alone', 'second', 'label, asked for']);
});
