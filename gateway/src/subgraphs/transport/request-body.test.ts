import { expect, test } from 'vitest';
import type { FetchOperation } from '../../planning/plan.ts';
import { requestBody } from './request-body.ts';

const operation = (text: string): FetchOperation => ({ subgraph: 'a', type: 'query', text, variables: [] });

test.each([
  ['{ a }', {}],
  [
    'query ($a: String = "\\"\n\u2028城") { a(b: $a) }',
    { a: '"}\\\u0000', n: null, o: { ['__proto__']: 1 } },
  ],
  ['","variables":{},"query":"', { representations: [{ __typename: 'A' }] }],
])('a body contains the request, whatever its content: %j', (text, variables) => {
  const one = operation(text);
  for (const round of [1, 2]) {
    expect(JSON.parse(requestBody(one, { ...variables, round }))).toEqual({
      query: text,
      variables: { ...variables, round },
    });
  }
});

test('two operations differ', () => {
  const [one, other] = [operation('{ a }'), operation('{ b }')];
  expect([one, other, one].map((each) => JSON.parse(requestBody(each, {})).query)).toEqual([
    '{ a }',
    '{ b }',
    '{ a }',
  ]);
});
