import { PublicError } from '@civic-graph/errors';
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { errorMask } from './mask-error.ts';

const mask = (error: Error, formatted = error instanceof GraphQLError ? error.toJSON() : undefined) =>
  errorMask({ hideSuggestions: true })(
    {
      ...(formatted ?? { message: error.message }),
      extensions: { code: 'INTERNAL_SERVER_ERROR', ...formatted?.extensions },
    },
    error,
  );
const internal = {
  message: new PublicError('INTERNAL_SERVER_ERROR').message,
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
};

test.each<[string, Error]>([
  ['an error', new Error('connect ECONNREFUSED 10.0.0.1')],
  ['a type error', new TypeError('Cannot read properties of undefined')],
  ['a GraphQL error without a code', new GraphQLError('SELECT 1')],
  ['a GraphQL error with an unknown code', new GraphQLError('SELECT 1', { extensions: { code: 'E42' } })],
  [
    'a code of the prototype',
    new GraphQLError('SELECT 1', { extensions: { code: 'constructor', sql: 'SELECT 1' } }),
  ],
  [
    'an error that a resolver threw, under a code of ours',
    new GraphQLError('SELECT 1', {
      path: ['a'],
      originalError: new Error('SELECT 1'),
      extensions: { code: 'NOT_FOUND' },
    }),
  ],
  ['our own INTERNAL_SERVER_ERROR with words', new PublicError('INTERNAL_SERVER_ERROR', 'SELECT 1')],
  ['a status of 500 without a code', new GraphQLError('SELECT 1', { extensions: { http: { status: 500 } } })],
])('%s is masked', (_name, error) => {
  const { path: _, ...masked } = mask(error);
  expect(masked).toEqual(internal);
});

test('a public error leaves unchanged, without a stack', () => {
  const error = new PublicError('FORBIDDEN', 'No.', {
    path: ['me'],
    extensions: { rule: 'owner', stacktrace: ['at x'] },
  });
  expect(mask(error)).toEqual({
    message: 'No.',
    path: ['me'],
    extensions: { code: 'FORBIDDEN', rule: 'owner' },
  });
});

test('a refused request of Apollo Server that has a status but no code is BAD_REQUEST', () => {
  const error = new GraphQLError('provided sha does not match query', {
    extensions: { http: { status: 400 } },
  });
  expect(mask(error, { message: error.message })).toEqual({
    message: 'provided sha does not match query',
    extensions: { code: 'BAD_REQUEST' },
  });
});

test.each(['Cannot query field "nam" on type "Person".', 'Value "FIV" does not exist in "Scale" enum.'])(
  '%s stays without its suggestion',
  (message) => {
    const extensions = { code: 'BAD_USER_INPUT' };
    const error = new GraphQLError(`${message} Did you mean "a", "b", or "c"?`, { extensions });
    expect(mask(error).message).toBe(message);
    expect(errorMask({ hideSuggestions: false })(error.toJSON(), error).message).toContain('Did you mean');
  },
);
