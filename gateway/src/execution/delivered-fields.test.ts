import { expect, test } from 'vitest';
import { DeliveredFields } from './delivered-fields.ts';

test('what is given up is not delivered, unless it is elsewhere as well', () => {
  const delivered = new DeliveredFields();
  delivered.note('Person.name');
  const mark = delivered.mark();
  delivered.note('Person.name');
  delivered.note('Person.diary');
  delivered.backTo(mark);
  expect([...delivered.coordinates]).toEqual(['Person.name']);
  delivered.note('Person.diary');
  expect([...delivered.coordinates]).toEqual(['Person.name', 'Person.diary']);
});
