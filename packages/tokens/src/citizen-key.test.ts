import { expect, test } from 'vitest';
import { sealCitizenKey, unsealCitizenKey } from './index.ts';

const secret = Buffer.alloc(32, 'a').toString('base64url');
const other = Buffer.alloc(32, 'b').toString('base64url');

test('round-trips', async () => {
  expect(await unsealCitizenKey(await sealCitizenKey('CTZ-0000000001', secret), secret)).toBe(
    'CTZ-0000000001',
  );
});

test('two sealings cannot be joined on', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => sealCitizenKey('CTZ-0000000001', secret)));
  const [headOfFirst, , ...restOfFirst] = first!.split('.');
  const [headOfSecond, , ...restOfSecond] = second!.split('.');
  expect(headOfFirst).toBe(headOfSecond);
  for (const [index, part] of restOfFirst.entries()) expect(part).not.toBe(restOfSecond[index]);
});

test('is refused under another secret, altered, or as another algorithm', async () => {
  const sealed = await sealCitizenKey('CTZ-0000000001', secret);
  await expect(unsealCitizenKey(sealed, other)).rejects.toThrow();
  const parts = sealed.split('.');
  const altered = [...parts.slice(0, 3), `A${parts[3]!.slice(1)}x`, parts[4]].join('.');
  await expect(unsealCitizenKey(altered, secret)).rejects.toThrow();
  const header = Buffer.from('{"alg":"PBES2-HS256+A128KW","enc":"A256GCM"}').toString('base64url');
  await expect(unsealCitizenKey([header, ...parts.slice(1)].join('.'), secret)).rejects.toThrow();
  await expect(sealCitizenKey('x', 'c2hvcnQ')).rejects.toThrow(RangeError);
});
