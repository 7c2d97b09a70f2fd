import { createHash } from 'node:crypto';
import { eventually, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Answer,
  startTestGateway,
  type TestGateway,
  testSupergraph,
} from '../../../test/fixtures/gateway.ts';

let graph: TestGateway;

beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(() => graph.close());
beforeEach(() => void graph.calls.splice(0));

const codes = ({ json }: Answer) => json.errors.map(({ extensions }) => extensions);
const code = (answer: Answer) => codes(answer)[0]?.code;

describe('the status and code of', () => {
  test.each<[string, string, string, object?]>([
    ['text that is not GraphQL', '{ people {', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a fragment cycle', '{ ...A } fragment A on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a wrong argument', '{ person(id: {}) { name } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an operation that is too deep',
      `{ people ${'{ friend '.repeat(12)}{ id }${' }'.repeat(12)} }`,
      'OPERATION_LIMIT_EXCEEDED',
    ],
    [
      'an operation with too many aliases',
      `{ people { ${Array.from({ length: 51 }, (_, at) => `a${at}: name`).join(' ')} } }`,
      'OPERATION_LIMIT_EXCEEDED',
    ],
    [
      'a variable of another type',
      'query ($id: ID!) { person(id: $id) { name } }',
      'BAD_USER_INPUT',
      { variables: { id: {} } },
    ],
    ['a missing variable', 'query ($id: ID!) { person(id: $id) { name } }', 'BAD_USER_INPUT'],
    [
      'an unknown operation name',
      'query A { people { id } }',
      'OPERATION_RESOLUTION_FAILURE',
      { operationName: 'B' },
    ],
    [
      'no operation name for two operations',
      'query A { people { id } } query B { people { id } }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'an operation name of the prototype',
      'query A { people { id } }',
      'OPERATION_RESOLUTION_FAILURE',
      { operationName: '__proto__' },
    ],
  ])('%s: 400', async (_name, query, expected, rest = {}) => {
    for (const attempt of ['first', 'from the document cache']) {
      const answer = await graph.ask(query, { ...rest });
      expect([attempt, answer.status, code(answer)]).toEqual([attempt, 400, expected]);
      expect(answer.json).not.toHaveProperty('data');
    }
    expect(graph.calls).toEqual([]);
    expect(graph.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
  });

  const manyOf = (count: number, of: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => of(at));
  test.each<[string, string]>([
    ['1,000 aliases', `{ people { ${manyOf(1_000, (at) => `a${at}: name`).join(' ')} } }`],
    ['2,000 conditions', `{ people { name ${'@include(if: true) '.repeat(2_000)} } }`],
    ['5,000 directives', `{ people { name ${manyOf(5_000, (at) => `@d${at}`).join(' ')} } }`],
    ['100 root fields', `{ ${manyOf(100, (at) => `a${at}: people { id }`).join(' ')} }`],
    ['50 levels', `{ people ${'{ friend '.repeat(50)}{ id }${' }'.repeat(50)} }`],
    ['20,000 tokens', `{ people { ${'name '.repeat(20_000)} } }`],
    ['fields repeated', `{ ${'people { id name } '.repeat(2_000)} }`],
    ['fields of one name', `{ people { ${'friend { id } '.repeat(220)} } }`],
    [
      'fragments that multiply',
      `{ ...F0 } ${manyOf(24, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`).join(' ')} fragment F24 on Query { people { id } }`,
    ],
    [
      'a fragment named as introspection',
      `{ ...__schema } fragment __schema on Query { people ${'{ friend '.repeat(12)}{ id }${' }'.repeat(12)} }`,
    ],
  ])('%s: 400 with a code, and no call', async (_name, query) => {
    const answer = await graph.ask(query);
    expect(answer.status).toBe(400);
    expect(code(answer)).toMatch(/^(GRAPHQL_(PARSE|VALIDATION)_FAILED|OPERATION_LIMIT_EXCEEDED)$/);
    expect(answer.text.length).toBeLessThan(100_000);
    expect(graph.calls).toEqual([]);
  });

  test('partial data: 200, with errors', async () => {
    const answer = await graph.ask('{ person(id: "1") { name home { title } } }');
    expect(answer.status).toBe(200);
    expect(code(answer)).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });

  test('nothing but denied data: 200, with null', async () => {
    const answer = await graph.ask('{ people { secret } }');
    expect(answer.status).toBe(200);
    expect(answer.json.data).toBeNull();
  });

  test('a limit holds for each operation of a document, requested or not, and the document is not stored under its hash', async () => {
    const deep = `query Deep { people ${'{ friend '.repeat(12)}{ id }${' }'.repeat(12)} }`;
    const query = `query Small { people { id } } ${deep}`;
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    for (const operationName of ['Small', 'Deep']) {
      const answer = await graph.ask(query, { operationName, extensions });
      expect([answer.status, code(answer)]).toEqual([400, 'OPERATION_LIMIT_EXCEEDED']);
    }
    const persisted = await graph.send({
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ operationName: 'Small', extensions }),
    });
    expect(code(persisted)).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

test('a limit holds after the supergraph has changed', async () => {
  const own = await startTestGateway();
  try {
    const ask = () => own.ask('{ people { id } }');
    const deep = `{ people ${'{ friend '.repeat(12)}{ id }${' }'.repeat(12)} }`;
    expect((await ask()).status).toBe(200);
    const before = (await own.send({ method: 'GET', url: '/readyz' })).json.supergraph;
    await own.replaceSupergraph(testSupergraph.replace(/^.*\btags: .*\n/m, ''));
    await eventually(async () =>
      expect((await own.send({ method: 'GET', url: '/readyz' })).json.supergraph).not.toBe(before),
    );
    const calls = own.calls.length;
    for (let time = 0; time < 2; time += 1)
      expect(code(await own.ask(deep))).toBe('OPERATION_LIMIT_EXCEEDED');
    expect(own.calls).toHaveLength(calls);
    expect((await ask()).status).toBe(200);
  } finally {
    await own.close();
  }
});

describe('automatic persisted queries', () => {
  const query = '{ place(code: "park") { title } }';
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const post = (body: object, token?: string) =>
    graph.send({
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      payload: JSON.stringify(body),
    });
  const persisted = (sha256Hash: unknown, version: unknown = 1) => ({
    extensions: { persistedQuery: { version, sha256Hash } },
  });

  test('are stored under the hash of their text', async () => {
    expect(code(await post(persisted(hash(query))))).toBe('PERSISTED_QUERY_NOT_FOUND');
    const registered = await post({ query, ...persisted(hash(query)) });
    const byHash = await post(persisted(hash(query)));
    expect(byHash.json).toEqual({ data: { place: { title: 'The park' } } });
    expect(byHash.text).toBe(registered.text);
  });

  test('are refused under another hash, and not stored', async () => {
    const other = hash('{ people { id } }');
    const answer = await post({ query, ...persisted(other) });
    expect([answer.status, code(answer)]).toEqual([400, 'BAD_REQUEST']);
    expect(code(await post(persisted(other)))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(graph.calls).toEqual([]);
  });

  test.each<[string, object]>([
    ['of another version', persisted(hash(query), 2)],
    ['without a version', { extensions: { persistedQuery: {} } }],
    ['that is a text', { extensions: { persistedQuery: 'x' } }],
  ])('%s are refused', async (_name, body) => {
    const answer = await post({ query, ...body });
    expect([answer.status, code(answer)]).toEqual([400, 'BAD_REQUEST']);
  });

  test.each([{}, [], null, 1, '__proto__', 'x'.repeat(10_000)])(
    'under the hash %j are not found',
    async (key) => {
      const answer = await post(persisted(key));
      expect(answer.status).toBeLessThan(500);
      expect(code(answer)).toBe('PERSISTED_QUERY_NOT_FOUND');
    },
  );

  test('that fail validation are not stored', async () => {
    const bad = '{ nothing }';
    await post({ query: bad, ...persisted(hash(bad)) });
    expect(code(await post(persisted(hash(bad))))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('are authorized again for each caller', async () => {
    const guarded = '{ person(id: "1") { home { title } } }';
    const token = await graph.issuer.mint(personas.lin);
    const body = { query: guarded, ...persisted(hash(guarded)) };
    expect((await post(body, token)).json.data.person?.home).toEqual({ title: 'The park' });
    expect((await post(persisted(hash(guarded)))).json.data.person?.home).toBeNull();
  });
});

describe('in production', () => {
  test.each([
    ['a field', '{ person(id: "1") { nam } }'],
    ['an argument', '{ person(idd: "1", id: "1") { name } }'],
    ['a type', '{ search { ... on Persn { name } } }'],
    ['an enum value', '{ place(code: "park") { stars(scale: FIV) } }'],
    ['a root field', '{ persn(id: "1") { name } }'],
  ])('no message suggests the almost guessed name of %s', async (_name, query) => {
    const answer = await graph.ask(query);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toMatch(/did you mean/i);
    expect(answer.text).not.toMatch(/\\"(name|person|people|FIVE)\\"/);
  });

  test('nor an almost guessed enum value in a variable', async () => {
    const query = 'query ($scale: Scale!) { place(code: "park") { stars(scale: $scale) } }';
    const answer = await graph.ask(query, { variables: { scale: 'FIV' } });
    expect([answer.status, code(answer)]).toEqual([400, 'BAD_USER_INPUT']);
    expect(answer.text).not.toMatch(/did you mean|FIVE/i);
  });

  test('in a demo suggestions are sent', async () => {
    const demo = await startTestGateway({ deployment: 'demo' });
    expect((await demo.ask('{ person(id: "1") { nam } }')).text).toContain('Did you mean');
    await demo.close();
  });
});

describe('the names that every object answers to', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

  test.each(names)('%s works as an alias', async (name) => {
    const answer = await graph.ask(`{ ${name}: person(id: "1") { ${name}: name } }`);
    expect(answer.text.trim()).toBe(`{"data":{"${name}":{"${name}":"Person 1"}}}`);
  });

  test.each(names.slice(1))('%s works as a variable', async (name) => {
    const answer = await graph.ask(`query ($${name}: ID!) { person(id: $${name}) { name } }`, {
      variables: { [name]: '2' },
    });
    expect(answer.json).toEqual({ data: { person: { name: 'Person 2' } } });
  });

  test('leave the object prototype unchanged', async () => {
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(
      [
        '__defineGetter__',
        '__defineSetter__',
        '__lookupGetter__',
        '__lookupSetter__',
        '__proto__',
        'constructor',
        'hasOwnProperty',
        'isPrototypeOf',
        'propertyIsEnumerable',
        'toLocaleString',
        'toString',
        'valueOf',
      ].sort(),
    );
  });
});

test('an answer reveals nothing about the server', async () => {
  const broken = await graph.ask('{ person(id: "1") { broken } nobody: person(id: "2") { brokenNonNull } }');
  expect(broken.status).toBe(200);
  expect(codes(broken).map((extensions) => extensions.code)).toEqual([
    'INTERNAL_SERVER_ERROR',
    'INTERNAL_SERVER_ERROR',
  ]);
  expect(broken.text).not.toMatch(/stack|SELECT|internals|127\.0\.0\.1|node_modules|\.ts/);
});

test.each(['@defer', '@stream'])('the refusal of %s says what to do', async (directive) => {
  const field = directive === '@defer' ? '... @defer { id }' : 'friends @stream { id }';
  const answer = await graph.ask(`{ people { ${field} } }`);
  expect(answer.status).toBe(400);
  expect(codes(answer)).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
  expect(answer.json.errors[0].message).toContain(`${directive} is not served here`);
  expect(graph.calls).toEqual([]);
});
