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
    { coordinate: 'Query.me', mark: closed, line: 3, column: 8, length: 2 },
    { coordinate: 'Citizen.name', mark: consent, line: 5, column: 29, length: 4 },
  ]);
});

it('finds nothing in a field that does not exist, and does not read half a document', () => {
  expect(markedFields('{ nothing { name } }', schema, marks)).toEqual([]);
  expect(markedFields('{ me {', schema, marks)).toBeNull();
});
