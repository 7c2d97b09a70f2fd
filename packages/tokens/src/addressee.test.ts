import { expect, test } from 'vitest';
import { createAddressees } from './index.ts';

const secret = Buffer.alloc(32, 'a').toString('base64url');
const addressees = createAddressees(secret);
const citizen = 'CTZ-0000000001';

test('an agency names a citizen, by the same handle always', () => {
  const handle = addressees.handleOf(citizen, 'education');
  expect(createAddressees(secret).handleOf(citizen, 'education')).toBe(handle);
  expect(handle).toMatch(/^[\w-]{40}$/);
  expect(addressees.citizenKeyOf(handle, 'education')).toBe(citizen);
});

test('two agencies cannot join theirs, nor use each other’s', () => {
  const handle = addressees.handleOf(citizen, 'education');
  expect(addressees.handleOf(citizen, 'transport')).not.toBe(handle);
  expect(addressees.citizenKeyOf(handle, 'transport')).toBeNull();
});

test('what was not given out names nobody', () => {
  const handle = addressees.handleOf(citizen, 'education');
  const other = createAddressees(Buffer.alloc(32, 'b').toString('base64url'));
  expect(other.citizenKeyOf(handle, 'education')).toBeNull();
  const altered = Array.from(
    handle,
    (sign, at) => handle.slice(0, at) + (sign === 'A' ? 'B' : 'A') + handle.slice(at + 1),
  );
  for (const text of [...altered, '', 'x', citizen, `${handle}A`, `${handle}=`, handle.slice(0, 22)]) {
    expect(addressees.citizenKeyOf(text, 'education'), text).toBeNull();
  }
});
