import { ApolloServerErrorCode } from '@apollo/server/errors';
import { PublicError } from '@civic-graph/errors';
import { personas } from '@civic-graph/testing';
import { GraphQLError } from 'graphql';
import { afterEach, describe, expect, test } from 'vitest';
import { createRegistry, type Registry } from '../registry.fixture.ts';

let registry: Registry | undefined;
afterEach(() => registry?.subgraph.close());

/** Response errors if the resolver of `Query.broken` throws or returns this. */
async function answerTo(broken: () => unknown) {
  registry = await createRegistry({ resolvers: { Query: { broken, hello: () => 'hello' } } });
  return registry.subgraph.executeAs(personas.lin, { query: '{ hello broken }' });
}
const thrown = (error: unknown) => () => {
  throw error;
};
const masked = [{ path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }];

describe('masked', () => {
  const secret = 'SELECT uin FROM citizen WHERE token = hunter2 at postgres://db.internal:5432';
  const withCode = { extensions: { code: ApolloServerErrorCode.BAD_USER_INPUT, secret } };
  test.each<[string, () => unknown]>([
    ['an error', thrown(new Error(secret))],
    ['a database error', thrown(Object.assign(new Error(secret), { detail: secret, query: secret }))],
    ['a GraphQLError of a library, with a code of ours', thrown(new GraphQLError(secret, withCode))],
    ['an error whose extensions pose as public', thrown(Object.assign(new Error(secret), withCode))],
    ['a text', thrown(secret)],
    ['an object', thrown({ code: 'FORBIDDEN', message: secret, toString: () => secret })],
    ['undefined', thrown(undefined)],
    ['a rejected promise', () => Promise.reject(new Error(secret))],
    ['a returned error', () => new Error(secret)],
    ['a value of the wrong type', () => ({ secret })],
  ])('%s', async (_name, broken) => {
    const answer = await answerTo(broken);
    expect(JSON.stringify(answer)).not.toMatch(/SELECT|hunter2|db\.internal|stack|node_modules/);
    expect(answer).toMatchObject({ data: { hello: 'hello', broken: null }, errors: masked });
    expect(Object.keys(answer.errors?.[0]?.extensions ?? {})).toEqual(['code']);
  });
});

test('a public error is sent unchanged', async () => {
  const error = new PublicError('BAD_USER_INPUT', 'first: too many', { extensions: { argument: 'first' } });
  expect((await answerTo(thrown(error))).errors).toMatchObject([
    {
      message: 'first: too many',
      path: ['broken'],
      extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
    },
  ]);
});

test('suggestions of schema names are removed', async () => {
  registry = await createRegistry();
  const { errors } = await registry.subgraph.executeAs(personas.lin, { query: '{ helo }' });
  expect(errors?.[0]?.message).not.toContain('hello');
});

test('a bad variable keeps its code', async () => {
  registry = await createRegistry();
  const query = 'query ($code: ID!) { notice(code: $code) { code } }';
  const { errors } = await registry.subgraph.executeAs(personas.lin, { query });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
