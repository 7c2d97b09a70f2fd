import { drawSeed, randomFractions } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { IdTable, IdTableBuilder } from './id-table.ts';
import { RepeatedTexts, TextColumn } from './text-column.ts';

it('finds the rows that a map finds', () => {
  const seed = drawSeed();
  console.log(`SEED=${seed}`);
  const random = randomFractions(seed);
  const letters = ['a', 'b', '1', '_', 'ä', '站', '😀', ''];
  const draw = () =>
    Array.from({ length: 1 + Math.floor(random() * 5) }, () => letters[Math.floor(random() * 8)]).join('');
  const map = new Map<string, number>();
  for (let tried = 0; tried < 20_000; tried += 1) {
    const id = draw();
    if (!map.has(id)) map.set(id, map.size);
  }
  const table = IdTable.of(map.keys());
  expect([...table]).toEqual([...map.keys()]);
  for (let tried = 0; tried < 20_000; tried += 1) {
    const id = draw();
    expect(table.get(id), id).toBe(map.get(id));
    expect(table.isAt(map.get(id) ?? 0, id), id).toBe(map.has(id) || id === table.at(0));
  }
});

it('finds ids of any length, also in the table that a thread receives', () => {
  const ids = ['', 'x'.repeat(300), 'x'.repeat(301), 'y'];
  const table = new IdTable(structuredClone(IdTable.of(ids).data));
  expect(ids.map((id) => table.get(id))).toEqual([0, 1, 2, 3]);
  expect(table.has('x')).toBe(false);
  expect(() => table.at(4)).toThrow(RangeError);
});

it('keeps a row for each of equal ids, in linear time', () => {
  const builder = new IdTableBuilder();
  for (let row = 0; row < 200_000; row += 1) builder.push('');
  expect(builder.has('')).toBe(true);
  const table = builder.table();
  expect([table.length, table.get('')]).toEqual([200_000, 0]);
});

it('keeps texts in the order of their rows', () => {
  const texts = ['Market', '', '市场站', 'Market'];
  expect([...TextColumn.of(texts)]).toEqual(texts);
  const repeated = RepeatedTexts.of(texts);
  expect(texts.map((_, row) => repeated.at(row))).toEqual(texts);
  expect(repeated.data.texts).toEqual(['Market', '', '市场站']);
});
