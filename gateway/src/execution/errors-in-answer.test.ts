import { PublicError } from '@civic-graph/errors';
import { expect, test } from 'vitest';
import { errorsInAnswer } from './errors-in-answer.ts';
import { JsonText } from './json-text.ts';

const answer = new JsonText('{"a":null,"list":[{"b":1},null],"__proto__":{"c":null}}');

test.each<[boolean, (string | number)[] | undefined]>([
  [true, undefined],
  [true, ['a']],
  [true, ['a', 'below', 0]],
  [true, ['list', 0, 'b']],
  [true, ['list', 1, 'b']],
  [true, ['__proto__', 'c']],
  [false, ['other']],
  [false, ['list', 0, 'toString']],
  [false, ['list', 7]],
  [false, ['constructor']],
])('%s: an error at %j is about something in the answer', (expected, path) => {
  const error = new PublicError('INTERNAL_SERVER_ERROR', undefined, path ? { path } : {});
  expect(errorsInAnswer([error], answer)).toEqual(expected ? [error] : []);
});
