import { expect, it } from 'vitest';
import { duplicateJsonKeys } from './duplicate-json-keys.ts';

it.each([
  ['{"a":1,"b":{"a":1},"c":[{"a":1},{"a":2}]}', []],
  ['{"a":1,"a" :2,"b":"a","b":"a"}', ['a', 'b']],
  [String.raw`{"a\\":"\"a\\\\","a\\":"}{"}`, [String.raw`a\\`]],
  [String.raw`{"\"":{},"\"":[]}`, [String.raw`\"`]],
])('finds keys that are there twice in %s', (text, keys) => {
  expect(() => JSON.parse(text)).not.toThrow();
  expect(duplicateJsonKeys(text)).toEqual(keys);
});

it('reads texts of any length', () => {
  const long = `${'x'.repeat(30_000_000)}${String.raw`\\`.repeat(1_000_000)}`;
  expect(duplicateJsonKeys(`{"a":"${long}","a":1}`)).toEqual(['a']);
});
