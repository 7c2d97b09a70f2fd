import { fuzzing, randomNumbers } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { isDeeperThan } from '../../subgraphs/transport/json-depth.ts';
import { JsonNesting } from './json-nesting.ts';

/** In pieces, as a body comes. */
function nestsDeeper(limit: number, text: string, piece = 1_000): boolean {
  const nesting = new JsonNesting(limit);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) {
    if (nesting.isDeeperWith(bytes.subarray(at, at + piece))) return true;
  }
  return false;
}

const padding = JSON.stringify(' '.repeat(4_000));

test.each([
  ['lists', '[', ']'],
  ['objects', '{"a":', '}'],
  ['both, with strings that look like them', '{"[\\"[{":[', ',"]}\\\\"]}'],
])('measures the depth of %s', (_, open, close) => {
  const levels = open.includes(':[') ? 2 : 1;
  const nested = (times: number) => `[${padding},${open.repeat(times)}0${close.repeat(times)}]`;
  expect(nestsDeeper(1 + 10 * levels, nested(10))).toBe(false);
  expect(nestsDeeper(10 * levels, nested(10))).toBe(true);
});

test('handles a quote after backslashes', () => {
  for (const text of ['\\', '"', '\\"', '\\\\"', '"\\', '[[[[[', '\\\\', '"}}}{{{{']) {
    expect(nestsDeeper(2, JSON.stringify([padding, { [text]: text }]))).toBe(false);
    expect(nestsDeeper(2, JSON.stringify([padding, { [text]: [text] }]))).toBe(true);
  }
});

test('skips texts too short to do harm, and stops at an unterminated string', () => {
  expect(nestsDeeper(10, '['.repeat(4_000))).toBe(false);
  expect(nestsDeeper(10, '['.repeat(4_001))).toBe(true);
  expect(nestsDeeper(10, `"${'['.repeat(4_001)}`)).toBe(false);
});

const { rounds, seed } = fuzzing(300);

test(`agrees with the parsed value (seed ${seed})`, () => {
  const random = randomNumbers(seed);
  const texts = ['', '"', '\\', '[{', ']}', 'é\u2028', '\\"['];
  const value = (depth: number): unknown => {
    if (depth === 0 || random(4) === 0) return texts[random(texts.length)];
    const items = Array.from({ length: random(3) }, () => value(depth - 1));
    return random(2) === 0
      ? items
      : Object.fromEntries(items.map((item, at) => [`${texts[random(7)]}${at}`, item]));
  };
  for (let round = 0; round < rounds; round += 1) {
    const json = [padding, value(8)];
    for (const limit of [2, 4, 6]) {
      expect(nestsDeeper(limit, JSON.stringify(json), 1 + random(5))).toBe(isDeeperThan(limit, json));
    }
  }
});
