import { expect, it } from 'vitest';
import { readSchema } from '../../../graph/read-schema.ts';
import { fieldsOfType, typeWithoutField } from './type-fields.ts';

it('reads from a message which type lacks a field', () => {
  expect(typeWithoutField('Cannot query field "amount" on type "Notice".')).toBe('Notice');
  expect(typeWithoutField('Unknown argument "x" on field "Notice.due".')).toBeNull();
});

it('names the fields of a type in all subgraphs, each once', () => {
  const one = readSchema('one', 'type Citizen { uin: ID! notices: Int } type Query { me: Citizen }');
  const other = readSchema('other', 'type Citizen { uin: ID! consents: Int }');
  expect(fieldsOfType([...one, ...other], 'Citizen')).toEqual(['consents', 'notices', 'uin']);
});
