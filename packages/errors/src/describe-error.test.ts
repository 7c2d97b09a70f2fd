import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

test('tells where, and not what was in the message', () => {
  const error = Object.assign(new RangeError('Key (uin)=(CTZ-1)\n    at second line CTZ-1'), {
    code: '23505',
  });
  const described = describeError(error);
  expect(described).toMatchObject({ name: 'RangeError', code: '23505' });
  expect(JSON.stringify(described.frames)).toContain('describe-error.test');
  expect(JSON.stringify(described)).not.toContain('CTZ-1');
  expect(describeError('CTZ-1')).toEqual({ name: 'string' });
});
