import { expect, it } from 'vitest';
import { searchTexts, TextIndex } from './text-index.ts';

const names = [
  ['西湖文化广场', 'West Lake Cultural Square'],
  ['武林广场', 'Wulin Square'],
  ['重庆路', 'Chongqing Road'],
  ['绿城', 'Green Town'],
  ['Kuopion rautatieasema', 'K7'],
  ['Kuopio', ''],
  ['Petosen Kuopio-talo', ''],
  ['Järvi', ''],
];
const index = await TextIndex.of(names.length, (row) => names[row] ?? []);
const found = (search: string) => searchTexts([index], search)?.map(({ row }) => names[row]?.[0]);

it.each<[string, string, readonly string[]]>([
  ['a part of a Chinese name', '文化', ['西湖文化广场']],
  ['words in any order and language', 'square 武林', ['武林广场']],
  ['pinyin from the start', 'xihu', ['西湖文化广场']],
  ['pinyin in the middle', 'wenhuaguangchang', ['西湖文化广场']],
  ['syllables apart', 'wen hua', ['西湖文化广场']],
  ['initials', 'xhwh', ['西湖文化广场']],
  ['a character with two readings', 'chongqinglu', ['重庆路']],
  ['ü as v', 'lvcheng', ['绿城']],
  ['pinyin with an error', 'xuhu', ['西湖文化广场']],
  ['a word with an error', 'kopio', ['Kuopio', 'Petosen Kuopio-talo']],
  ['two errors in a long word', 'rautatiasemma', ['Kuopion rautatieasema']],
  ['the whole name before others', 'kuopio', ['Kuopio', 'Kuopion rautatieasema', 'Petosen Kuopio-talo']],
  ['no accents', 'jarvi', ['Järvi']],
  ['the middle of a word', 'tieasem', ['Kuopion rautatieasema']],
  ['a code', 'k7', ['Kuopion rautatieasema']],
  ['nothing similar', 'zzzz', []],
  ['one word that does not fit', 'kuopio zzzz', []],
  ['a short word exactly', 'k8', []],
])('finds by %s', (_what, search, expected) => {
  expect(found(search)).toEqual(expected);
});

it('distinguishes a search without words', () => {
  expect(searchTexts([index], '  ')).toBeNull();
});

it('ranks the rows of several indexes together', async () => {
  const other = ['Wulin Road', 'Wulin', 'Harbour'];
  const both = [index, await TextIndex.of(other.length, (row) => [other[row] ?? ''])];
  const search = (text: string) => searchTexts(both, text)?.map(({ index: each, row }) => [each, row]);
  expect(search('wulin')?.[0]).toEqual([1, 1]);
  // Two letters in the wrong order are two errors, which is too many for a short word.
  expect(search('harbuor')).toEqual([]);
  expect(search('harbur')).toEqual([[1, 2]]);
});
