import { drawSeed, randomFractions } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { parseDigits } from './digits.ts';
import { parseGtfsTime, parseTimeBytes } from './time.ts';

it('parses bytes like texts, or leaves them to the text', () => {
  const seed = drawSeed();
  console.log(`SEED=${seed}`);
  const random = randomFractions(seed);
  const alphabet = '0123456789999:::: +-.a';
  const found = { times: 0, numbers: 0 };
  const check = (text: string) => {
    const bytes = Buffer.from(`,${text},`);
    const [start, end] = [1, bytes.length - 1];
    expect(parseTimeBytes(bytes, start, end), text).toBe(parseGtfsTime(text) ?? -1);
    const digits = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    expect(parseDigits(bytes, start, end), text).toBe(digits);
    if (parseGtfsTime(text) !== null) found.times += 1;
    if (digits !== -1) found.numbers += 1;
  };
  const digit = () => Math.floor(random() * 10);
  for (let round = 0; round < 20_000; round += 1) {
    const length = Math.floor(random() * 11);
    check(Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join(''));
    const hours = Math.floor(random() * 10 ** Math.floor(1 + random() * 4));
    check(`${hours}:${digit()}${digit()}:${digit()}${digit()}`);
  }
  expect(Math.min(found.times, found.numbers)).toBeGreaterThan(500);
});
