import { buildSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { fetchKeys } from '../../lib/graphql/fetch-key.ts';
import { includeAll } from '../../lib/graphql/inclusion.ts';
import type { Access } from './access.ts';
import { filterOperation } from './filter-operation.ts';

const schema = buildSchema(`
  type Query { search: [Subject!]  plan: Plan }
  interface Plan { title: String  note: String }
  union Subject = Person | Dossier
  type Person { name: String }
  type Dossier { number: String }
`);

function filter(query: string, refused: readonly string[] = []) {
  const asked: string[] = [];
  const access: Access = {
    refusalOf(typeName, fieldName) {
      asked.push(`${typeName}.${fieldName}`);
      const isRefused = refused.includes(`${typeName}.${fieldName}`);
      return isRefused ? { allowed: false, rule: 'authenticated', missing: [] } : null;
    },
  };
  const [operation] = parse(query).definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const text = filterOperation(
    schema,
    operation!,
    new Map(),
    access,
    includeAll,
    fetchKeys(parse('type Query { search: [String] }')),
  );
  return { asked, text: text?.replaceAll(/\s+/g, ' ') };
}

test('selects __typename of each possible object type, because the answer depends on it', () => {
  expect(filter('{ search { __typename } }').asked).toEqual([
    'Query.search',
    'Person.__typename',
    'Dossier.__typename',
  ]);
});

test('drops refused fields', () => {
  const query = '{ search { ... on Person { n: name } ... on Dossier { number } } }';
  expect(filter(query, ['Dossier.number']).text).toBe('{ search { ... on Person { _as_n: name } } }');
});

test('selects __typename if no field is left: an object must not be null because its fields are refused', () => {
  const query = '{ search { ... on Person { name } } }';
  expect(filter(query, ['Person.name']).text).toBe('{ search { __typename } }');
});

test('decides about fields of an interface without implementers by the interface', () => {
  const { asked, text } = filter('{ plan { title ... on Plan { _as_t: title } } }', ['Plan.note']);
  expect(asked).toEqual(['Query.plan', 'Plan.title', 'Plan.title']);
  expect(text).toBe('{ plan { title _as__as_t: title } }');
  expect(filter('{ plan { title note } }', ['Plan.note']).text).toBe('{ plan { title } }');
});

test('leaves nothing if the root field is refused', () => {
  expect(filter('{ search { __typename } }', ['Query.search']).text).toBeUndefined();
});
