import { expect, test } from 'vitest';
import { subjectHasher } from './subject.ts';

const secret = Buffer.alloc(32, 'one').toString('base64url');

test('gateway and identity service derive the same subject, and only with the secret', () => {
  const hash = subjectHasher(secret);
  expect(hash('CTZ-0000000000')).toBe(subjectHasher(secret)('CTZ-0000000000'));
  expect(hash('CTZ-0000000000')).not.toBe(hash('CTZ-0000000001'));
  expect(hash('CTZ-0000000000')).not.toContain('CTZ');
  expect(subjectHasher(Buffer.alloc(32, 'two').toString('base64url'))('CTZ-0000000000')).not.toBe(
    hash('CTZ-0000000000'),
  );
});
