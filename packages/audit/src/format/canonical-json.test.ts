import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('the order in which an object was made does not show', () => {
  const text = '{"a":[1,null,"\\u0000é\\""],"b":{"c":"","d":-7}}';
  expect(canonicalJson({ b: { d: -7, c: '' }, a: [1, null, '\u0000é"'] })).toBe(text);
  expect(canonicalJson({ a: [1, null, '\u0000é"'], b: { c: '', d: -7 } })).toBe(text);
});

test('a number that has several texts is refused', () => {
  expect(() => canonicalJson({ share: 0.1 })).toThrow(RangeError);
});
