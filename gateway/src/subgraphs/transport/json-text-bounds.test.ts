import { expect, test } from 'vitest';
import { excessOf } from './json-text-bounds.ts';

const bounds = { maxDepth: 10, maxValues: 100_000 };
const long = ' '.repeat(500_000);
/** Treats any length as a long text. */
const excess = (text: string) => excessOf(text + long, bounds);

test.each([
  ['lists in each other', `${'['.repeat(11)}${']'.repeat(11)}`, 'levels'],
  ['objects in each other', `${'{"a":'.repeat(11)}1${'}'.repeat(11)}`, 'levels'],
  ['lists that never end', '['.repeat(1_000_000), 'levels'],
  ['as many levels as there may be', `[${`${'['.repeat(9)}${']'.repeat(9)},`.repeat(100)}1]`, null],
  ['many numbers', `[${'1,'.repeat(100_000)}1]`, 'values'],
  ['many empty objects', `[${'{},'.repeat(60_000)}{}]`, 'values'],
  ['no more than there may be', `[${'1,'.repeat(99_000)}1]`, null],
  ['brackets and commas in a string', `["${'[{,'.repeat(200_000)}"]`, null],
  ['a quotation mark in a string', `["${'\\"['.repeat(200_000)}"]`, null],
  ['a backslash that ends a string', `["a\\\\",${'['.repeat(11)}`, 'levels'],
  ['a string that never ends', `["${'\\"'.repeat(200_000)}`, null],
  ['backslashes alone', `["${'\\'.repeat(200_001)}"${'['.repeat(20)}`, null],
])('%s', (_, text, expected) => {
  expect(excess(text)).toBe(expected);
});

test('a short text is not scanned: it does no harm', () => {
  expect(excessOf('['.repeat(100_000), bounds)).toBeNull();
});
