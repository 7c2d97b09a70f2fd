import { expect, test } from 'vitest';
import { JsonText, quoted } from './json-text.ts';

test('every UTF-16 code unit, alone and beside others, is written as by JSON.stringify', () => {
  for (let unit = 0; unit <= 0xffff; unit++) {
    const value = String.fromCharCode(unit);
    if (quoted(value) !== JSON.stringify(value)) expect(quoted(value)).toBe(JSON.stringify(value));
    const among = `a${value}é`;
    if (quoted(among) !== JSON.stringify(among)) expect(quoted(among)).toBe(JSON.stringify(among));
  }
  expect(quoted('🙂')).toBe('"🙂"');
});

test('parses to the original value', () => {
  expect(JSON.stringify({ data: new JsonText('{"a":[1,null]}') })).toBe('{"data":{"a":[1,null]}}');
});
