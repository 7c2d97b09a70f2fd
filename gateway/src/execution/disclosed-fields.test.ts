import { expect, test } from 'vitest';
import { DisclosedFields } from './disclosed-fields.ts';

test('what is given up is not disclosed, unless it is elsewhere as well', () => {
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
