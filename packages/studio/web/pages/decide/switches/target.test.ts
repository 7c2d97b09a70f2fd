import { expect, it } from 'vitest';
import { readSchema } from '../../../graph/read-schema.ts';
import { targetOf } from './target.ts';

const fields = readSchema('transport', 'type Stop { name: String id: ID } type Route { id: ID }');
const facts = new Map(fields.map((field) => [field.coordinate, field]));

it('is a field, a type with its fields, or everything for an app', () => {
  expect(targetOf({ kind: 'field', coordinate: 'Stop.name', app: '' }, facts)).toEqual({
    coordinate: 'Stop.name',
    app: null,
    fields: ['Stop.name'],
  });
  expect(targetOf({ kind: 'type', coordinate: 'Stop', app: 'weibo-city' }, facts)).toEqual({
    coordinate: 'Stop',
    app: 'weibo-city',
    fields: ['Stop.name', 'Stop.id'],
  });
  expect(targetOf({ kind: 'everything', coordinate: '', app: 'weibo-city' }, facts)).toEqual({
    coordinate: null,
    app: 'weibo-city',
    fields: [],
  });
});

it.each([
  { kind: 'field', coordinate: 'Stop', app: '' },
  { kind: 'type', coordinate: 'Stop.name', app: '' },
  { kind: 'field', coordinate: '', app: '' },
  { kind: 'everything', coordinate: 'Stop', app: '' },
] as const)('is nothing for $kind “$coordinate”', (form) => {
  expect(targetOf(form, facts)).toBeNull();
});
