import { expect, test } from 'vitest';
import { DisclosedFields } from './disclosed-fields.ts';

test('a discarded value is not disclosed, unless it also occurs elsewhere', () => {
  const disclosed = new DisclosedFields();
  disclosed.note('Person.name');
  const mark = disclosed.mark();
  disclosed.note('Person.name');
  disclosed.note('Person.diary');
  disclosed.backTo(mark);
  expect([...disclosed.coordinates]).toEqual(['Person.name']);
  disclosed.note('Person.diary');
  expect([...disclosed.coordinates]).toEqual(['Person.name', 'Person.diary']);
});
