import { expect, it } from 'vitest';
import { LineNumbers } from './line-numbers.ts';

it('gives the line of each row, with lines between them that are no rows', () => {
  const lines = [2, 3, 4, 7, 8, 10, 12, 14, 15, 16];
  const numbers = new LineNumbers();
  for (const line of lines) numbers.push(line);
  expect(lines.map((_, row) => numbers.of(row))).toEqual(lines);
});
