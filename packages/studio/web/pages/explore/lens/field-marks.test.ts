import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { type FieldMark, markedFields } from './field-marks.ts';

const schema = buildSchema(
  'type Query { me: Citizen stations: [Station!] } type Citizen { name: String } type Station { name: String }',
);
const closed: FieldMark = { kind: 'closed', reason: 'for officials' };
const consent: FieldMark = { kind: 'consent', reason: 'a' };
const marks = new Map([
  ['Query.me', closed],
  ['Citizen.name', consent],
]);

it('finds fields by their type, also in fragments and under an alias', () => {
  const text = `{
  stations { name }
  who: me { ...Parts }
}
fragment Parts on Citizen { name }`;
  expect(markedFields(text, schema, marks)).toEqual([
    { coordinate: 'Query.me', mark: closed, isInherited: false, line: 3, column: 8, length: 2 },
    { coordinate: 'Citizen.name', mark: consent, isInherited: false, line: 5, column: 29, length: 4 },
  ]);
});

it('closes what is below a closed field', () => {
  expect(markedFields('{ me { name } }', schema, marks)).toMatchObject([
    { coordinate: 'Query.me', mark: closed, isInherited: false },
    { coordinate: 'Citizen.name', mark: closed, isInherited: true },
  ]);
});

it('finds nothing in a field that does not exist, and null for text that does not parse', () => {
  expect(markedFields('{ nothing { name } }', schema, marks)).toEqual([]);
  expect(markedFields('{ me {', schema, marks)).toBeNull();
});
