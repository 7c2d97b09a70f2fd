import { expect, test } from 'vitest';
import { testRandom } from '../../test/random.ts';
import { parseExactly } from './exact-number.ts';

test.each([
  ['9007199254740993', 'inexact'],
  ['-9007199254740993.0', 'inexact'],
  ['12345678901234567890', 'inexact'],
  ['0.1234567890123456789', 'inexact'],
  ['1e-400', 'inexact'],
  ['9007199254740992', 9007199254740992],
  ['9007199254740994', 9007199254740994],
  ['1000000000000000000000', 1e21],
  ['0.30000000000000004', 0.30000000000000004],
  ['1.50', 1.5],
  ['1.5E+3', 1500],
  ['-0.0', -0],
  ['007', 7],
  ['1e999', 'no number'],
  ['1,000', 'no number'],
  ['0x10', 'no number'],
  ['', 'no number'],
])('%s is %s', (text, expected) => {
  expect(parseExactly(text)).toBe(expected);
});

test('every double is parsed back from its own text', () => {
  const random = testRandom();
  for (let round = 0; round < 5_000; round += 1) {
    const value = (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20);
    expect(parseExactly(String(value))).toBe(value);
  }
});

test('a whole number that a double cannot represent is never read as another one', () => {
  const random = testRandom();
  for (let round = 0; round < 5_000; round += 1) {
    const whole = BigInt(Math.floor(random() * 2 ** 53)) * BigInt(1 + Math.floor(random() * 5_000));
    const read = parseExactly(String(whole));
    expect(read === 'inexact' || BigInt(read) === whole).toBe(true);
  }
});
