import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { readCases } from './read-cases.ts';

const schema = buildSchema('type Query { a: Int  q: Query }');
const only = '@readableBy(only: [])';

/** Each fragment twice the one before. */
function doubled(times: number): string {
  const fragments = Array.from(
    { length: times },
    (_, at) => `fragment F${at} on Query { q { ...F${at + 1} } p: q { ...F${at + 1} } }`,
  );
  return `query Doubled { ...F0 } ${fragments.join(' ')} fragment F${times} on Query { a ${only} }`;
}

test('counts fields as often as fragments repeat them', () => {
  expect(readCases(doubled(10), schema, [])).toHaveLength(1024);
  expect(() => readCases(doubled(20), schema, [])).toThrow('select more than 50000 fields');
});

test('compares no field with every other', () => {
  const fields = Array.from({ length: 2_000 }, () => `q { q { a ${only} } }`).join(' ');
  expect(readCases(`query Repeated { ${fields} }`, schema, [])).toHaveLength(2_000);
});

test('refuses a long text before it is validated', () => {
  expect(() => readCases(`query Long { ${'a '.repeat(50_000)} }`, schema, [])).toThrow('50000 tokens');
});
