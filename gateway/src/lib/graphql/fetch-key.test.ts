import { type FieldNode, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { asAsked, fetchKeys } from './fetch-key.ts';

const fetchKey = fetchKeys(
  parse(`
    interface Product { price(currency: String): Int @join__field(graph: A)  weight: Int }
    type Book { tax: Int @join__field(graph: B, requires: "price(currency: \\"CNY\\") weight author { born }") }
    type Author { born(calendar: String): String }
    type Shelf { books(first: Int): [Book]  plain: Int @join__field(graph: A) }
  `),
);

function field(text: string): FieldNode {
  const [operation] = parse(`{ ${text} }`).definitions;
  const [selection] = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  if (selection?.kind !== Kind.FIELD) throw new Error('not a field');
  return selection;
}

test.each([
  ['plain', 'plain'],
  ['books(first: 1)', 'books'],
  ['weight', 'weight'],
  ['some: plain', '_as_some'],
  ['price: plain', '_as_price'],
  // The plan may fetch it with other arguments, for a @requires.
  ['price', '_as_price'],
  ['price(currency: "EUR")', '_as_price'],
  ['born', '_as_born'],
])('%s is fetched as %s', (text, key) => {
  expect(fetchKey(field(text))).toBe(key);
});

test('an operation that is not fetched keeps its keys', () => {
  expect(asAsked(field('price'))).toBe('price');
  expect(asAsked(field('some: plain'))).toBe('some');
});
