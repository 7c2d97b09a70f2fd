import { expect, test } from 'vitest';
import { createPairwiseIds } from './index.ts';

const secret = Buffer.alloc(32, 'a').toString('base64url');
const pairwiseIds = createPairwiseIds(secret);
const citizen = 'CTZ-0000000001';

test('an agency always gets the same pairwise id for a citizen', () => {
  const handle = pairwiseIds.idOf(citizen, 'education');
  expect(createPairwiseIds(secret).idOf(citizen, 'education')).toBe(handle);
  expect(handle).toMatch(/^[\w-]{40}$/);
  expect(pairwiseIds.citizenKeyOf(handle, 'education')).toBe(citizen);
});

test('two agencies cannot join their pairwise ids, nor use each other’s', () => {
  const handle = pairwiseIds.idOf(citizen, 'education');
  expect(pairwiseIds.idOf(citizen, 'transport')).not.toBe(handle);
  expect(pairwiseIds.citizenKeyOf(handle, 'transport')).toBeNull();
});

test('a forged pairwise id resolves to no citizen', () => {
  const handle = pairwiseIds.idOf(citizen, 'education');
  const other = createPairwiseIds(Buffer.alloc(32, 'b').toString('base64url'));
  expect(other.citizenKeyOf(handle, 'education')).toBeNull();
  const altered = Array.from(
    handle,
    (sign, at) => handle.slice(0, at) + (sign === 'A' ? 'B' : 'A') + handle.slice(at + 1),
  );
  for (const text of [...altered, '', 'x', citizen, `${handle}A`, `${handle}=`, handle.slice(0, 22)]) {
    expect(pairwiseIds.citizenKeyOf(text, 'education'), text).toBeNull();
  }
});
