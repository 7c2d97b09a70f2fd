import { buildSchema, type FieldNode, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { fieldCall } from './field-call.ts';

const schema = buildSchema(`
  type Query { f(ids: [[ID]], names: [String!], x: Float, n: Int, json: Json, filter: Filter, unit: Unit): Int }
  input Filter { at: Int  ids: [ID]  inner: Filter }
  scalar Json
  enum Unit { M }
`);

function call(text: string): string {
  const [operation] = parse(`{ ${text} }`).definitions;
  const [field] = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  return fieldCall(field as FieldNode, 'Query', schema);
}

test.each([
  ['f', 'f'],
  ['f(n: 1, x: 2)', 'f(x: 2.0, n: 1)'],
  ['f(ids: "a", names: "b")', 'f(names: ["b"], ids: [["a"]])'],
  ['f(ids: [["1", 2], [null]])', 'f(ids: [[1, "2"], [null]])'],
  ['f(filter: { at: 1, inner: { ids: 7 } })', 'f(filter: { inner: { ids: ["7"] }, at: 1 })'],
  ['f(json: { a: 1, b: [$v] })', 'f(json: { b: [$v], a: 1 })'],
  ['f(names: """a""")', 'f(names: "a")'],
])('%s means %s', (one, other) => {
  expect(call(one)).toBe(call(other));
});

test.each([
  ['f', 'f(n: 1)'],
  ['f(n: null)', 'f'],
  ['f(n: $a)', 'f(n: $b)'],
  ['f(ids: $a)', 'f(ids: [$a])'],
  ['f(json: 1)', 'f(json: "1")'],
  ['f(json: 1)', 'f(json: [1])'],
  ['f(json: M)', 'f(json: "M")'],
  ['f(ids: [["a"], ["b"]])', 'f(ids: [["a", "b"]])'],
])('%s does not mean %s', (one, other) => {
  expect(call(one)).not.toBe(call(other));
});
