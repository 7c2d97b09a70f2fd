import { buildASTSchema, type FragmentDefinitionNode, getOperationAST, Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../supergraph/compose.ts';
import { answerEstimate } from './answer-estimate.ts';
import { readAssumedSizes } from './assumed-sizes.ts';

const sdl = (imported: string, used: string) => `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", ${imported}])
  type Query { lines(first: Int = 20): [Line!] }
  type Line @key(fields: "id") { id: ID! stops: [Stop!]! ${used}(assumedSize: 40)  plain: [Stop!] }
  type Stop @key(fields: "id") { id: ID! lines(first: Int = 20): [Line!] }
`;
const supergraph = (imported = '"@listSize"', used = '@listSize') =>
  parse(
    composeSupergraph([{ name: 'lines', url: 'http://lines.invalid/graphql', sdl: sdl(imported, used) }]),
  );

test.each<[string, string, string]>([
  ['imported', '"@listSize"', '@listSize'],
  ['under another name', '{ name: "@listSize", as: "@long" }', '@long'],
  ['by its namespace', '"@shareable"', '@federation__listSize'],
])('the size of a list is read from the supergraph, %s', (_, imported, used) => {
  expect([...readAssumedSizes(supergraph(imported, used))]).toEqual([['Line.stops', 40]]);
});

test('a supergraph that says nothing of sizes has none', () => {
  expect(readAssumedSizes(parse('type Query { a: [Int] }')).size).toBe(0);
});

describe('lists without first', () => {
  const document = supergraph();
  const check = (query: string, limit: number) => {
    const asked = parse(query);
    const operation = getOperationAST(asked);
    if (!operation) throw new Error('no operation');
    const fragments = asked.definitions.filter(
      (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
    );
    const schema = buildASTSchema(document, { assumeValid: true });
    const named = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
    return () => answerEstimate(schema, operation, named, readAssumedSizes(document), limit)({});
  };
  const refused = (found: number) =>
    expect.objectContaining({ extensions: expect.objectContaining({ found }) });

  test.each([
    ['{ lines(first: 2) { stops { id } } }', 2 * (1 + 40 * 2)],
    ['{ lines(first: 2) { ...L } } fragment L on Line { stops { id } }', 2 * (1 + 40 * 2)],
    ['{ lines(first: 2) { plain { id } } }', 2 * (1 + 2)],
  ])('multiply by the size that is assumed: %s', (query, values) => {
    expect(check(query, values)).not.toThrow();
    expect(check(query, values - 1)).toThrow(refused(values));
  });

  test('a short text that leads from list to list is refused before anybody is asked', () => {
    const nest = (levels: number): string =>
      levels === 0 ? 'id' : `stops { lines(first: 1) { ${nest(levels - 1)} } }`;
    expect(check(`{ lines(first: 2) { ${nest(2)} } }`, 200_000)).not.toThrow();
    expect(check(`{ lines(first: 2) { ${nest(4)} } }`, 200_000)).toThrow(
      expect.objectContaining({ code: 'OPERATION_LIMIT_EXCEEDED' }),
    );
  });
});
