import { expect, test } from 'vitest';
import { charactersPerTurn, parseRows } from './parse-rows.ts';

const rows = Array.from({ length: 20_000 }, (_, index) => [index, 'a line\nfeed', 0.1, null]);
const textOf = (those: readonly unknown[]) => those.map((row) => `${JSON.stringify(row)}\n`).join('');

test.each([
  ['none', []],
  ['one', rows.slice(0, 1)],
  ['many', rows],
])('%s: rows are parsed in order', async (_name, those) => {
  expect(await parseRows(textOf(those))).toEqual(those);
  expect(await parseRows(textOf(those).trimEnd())).toEqual(those);
});

test('an event loop iteration parses a bounded part, however many rows there are', async () => {
  const lengths: number[] = [];
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await parseRows(textOf(rows), (json) => {
    lengths.push(json.length);
    return JSON.parse(json);
  });
  isDone = true;
  const parts = Math.ceil(textOf(rows).length / charactersPerTurn);
  expect(lengths.length).toBeGreaterThanOrEqual(parts);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(charactersPerTurn + 2);
  expect(turns).toBeGreaterThanOrEqual(parts - 1);
});

test('an exception that the engine writes as a row is an error', async () => {
  const text = `${textOf(rows.slice(0, 1))}{"exception":"Code: 159"}\n`;
  await expect(parseRows(text)).rejects.toThrow(TypeError);
});

test('a row that is longer than a part is parsed whole', async () => {
  const long = [[1], ['x'.repeat(3 * charactersPerTurn)], [2]];
  expect(await parseRows(textOf(long))).toEqual(long);
});
