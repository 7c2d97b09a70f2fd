import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { usedCoordinates } from './used-coordinates.ts';

const schema = buildSchema(`
  interface Stop { name(language: String): String }
  type Station implements Stop { name(language: String): String  code: ID }
  type Quay implements Stop { name(language: String): String }
  type Query { stop(id: ID): Stop  stops(first: Int): [Stop] }
`);

function coordinatesOf(text: string): readonly string[] {
  const document = parse(text);
  return usedCoordinates({ schema, document, operation: getOperationAST(document)! });
}

test('names fields of object types, fields as written, and arguments', () => {
  expect(
    coordinatesOf(
      'query ($id: ID) { __typename stop(id: $id) { name(language: "zh") ...F } } fragment F on Station { code }',
    ),
  ).toEqual([
    'Quay.name',
    'Query.stop',
    'Query.stop(id:)',
    'Station.code',
    'Station.name',
    'Stop.name',
    'Stop.name(language:)',
  ]);
});

test('names what @skip may leave out, and nothing of introspection', () => {
  expect(coordinatesOf('{ stops @skip(if: true) { __typename } __schema { types { name } } }')).toEqual([
    'Query.stops',
  ]);
});

test('leaves out what only another operation of the document uses', () => {
  const document = parse(
    'query A { stops { name } } query B { stop { ...F } } fragment F on Station { code }',
  );
  expect(usedCoordinates({ schema, document, operation: getOperationAST(document, 'A')! })).toEqual([
    ...['Quay.name', 'Query.stops', 'Station.name', 'Stop.name'],
  ]);
});
