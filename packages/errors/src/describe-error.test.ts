import { buildSchema, graphqlSync } from 'graphql';
import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

test('reports the place, and nothing of the message', () => {
  const error = Object.assign(new RangeError('Key (uin)=(CTZ-1)\n    at second line CTZ-1'), {
    code: '23505',
  });
  const described = describeError(error);
  expect(described).toMatchObject({ name: 'RangeError', code: '23505' });
  expect(JSON.stringify(described.frames)).toContain('describe-error.test');
  expect(JSON.stringify(described)).not.toContain('CTZ-1');
  expect(describeError('CTZ-1')).toEqual({ name: 'string' });
});

test('names the field without a value, as graphql-js does', () => {
  const { errors } = graphqlSync({ schema: buildSchema('type Query { plate: ID! }'), source: '{ plate }' });
  const message = 'Cannot return null for non-nullable field Query.plate.';
  expect(describeError(errors?.[0]?.originalError)).toMatchObject({ message });
});

test.each([
  'Cannot return null for non-nullable field Query.plate of CTZ-1.',
  'Cannot return null for non-nullable field Query.plate.\nCTZ-1',
  'CTZ-1: Cannot return null for non-nullable field Query.plate.',
  'ID cannot represent value: { uin: "CTZ-1" }',
])('leaves out whatever may quote a value: %j', (message) => {
  expect(JSON.stringify(describeError(new TypeError(message)))).not.toContain('CTZ-1');
});
