import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTextHmac } from './hmac-text.ts';

const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

test.each([
  [
    '4.2',
    Buffer.alloc(20, 0x0b),
    'Hi There',
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  ],
  [
    '4.3',
    Buffer.from('Jefe'),
    'what do ya want for nothing?',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    '4.7',
    Buffer.alloc(131, 0xaa),
    'Test Using Larger Than Block-Size Key - Hash Key First',
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
])('is the HMAC of RFC 4231, section %s', (_, key, text, expected) => {
  expect(createTextHmac(createSecretKey(key))(text)).toBe(base64(expected));
});

test('is that of Node for keys and texts of any length, one after the other', () => {
  for (const keyBytes of [1, 32, 63, 64, 65, 200]) {
    const key = createSecretKey(randomBytes(keyBytes));
    const hmac = createTextHmac(key);
    for (const length of [0, 1, 55, 56, 63, 64, 65, 4_096, 4_097, 100_000, 10]) {
      const text = randomBytes(length).toString('base64').slice(0, length);
      expect(hmac(text), `${keyBytes}, ${length}`).toBe(
        createHmac('sha256', key).update(text).digest('base64'),
      );
    }
  }
});
