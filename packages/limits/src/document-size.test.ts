import type { PublicError } from '@civic-graph/errors';
import {
  buildSchema,
  type DefinitionNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { fuzzing, randomNumbers } from '../../testing/src/random-numbers.ts';
import { type DocumentLimits, refuseOversizedDocument } from './document-size.ts';
import { countComparisons } from './field-comparisons.ts';
import { refuseOversized } from './operation-size.ts';

const limits: DocumentLimits = {
  maxTokens: 1_000,
  maxNesting: 10,
  maxDefinitions: 20,
  maxDirectives: 30,
  maxComparisons: 10_000,
  maxFields: 200,
  maxDepth: 5,
  maxLevels: 8,
  maxRootFields: 60,
  maxAliases: 10,
};
const refused = expect.objectContaining({ code: 'OPERATION_LIMIT_EXCEEDED' });
const beyond = (limit: number, found: number) =>
  expect.objectContaining({
    code: 'OPERATION_LIMIT_EXCEEDED',
    extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit, found },
  });
const judge = (text: string) => () => refuseOversizedDocument(text, limits);

describe('a document', () => {
  test.each(['(', '[', '(['])('with "%s" ten levels deep is read, eleven are refused', (open) => {
    expect(judge(`{ a${open.repeat(9 / open.length)}`)).not.toThrow();
    expect(judge(`{ a${open.repeat(10)}`)).toThrow(refused);
  });

  test('of 20 operations and fragments is read, one more is refused, used or not', () => {
    const of = (count: number) =>
      `${'query ($a: [In] = [{ b: 1 }]) { a { b } } '.repeat(count - 1)}fragment F on T { a { b } }`;
    expect(judge(of(20))).not.toThrow();
    expect(judge(of(21))).toThrow(refused);
  });

  test('of 30 directives is read, one more is refused', () => {
    const of = (count: number) => `query @d { a ${'@include(if: true) '.repeat(count - 2)} ... @d { b } }`;
    expect(judge(of(30))).not.toThrow();
    expect(judge(of(31))).toThrow(refused);
    const ofVariable = (count: number) =>
      `query ($a: [In] = [{ b: "@" }] ${'@d(e: 1) '.repeat(count)}) { a }`;
    expect(judge(ofVariable(30))).not.toThrow();
    expect(judge(ofVariable(31))).toThrow(refused);
  });

  test('of 1,000 tokens is read, one more is refused', () => {
    const of = (count: number) => `{ a(b: [${'-1.5e+3,'.repeat(count - 9)}]) }`;
    expect(judge(of(1_000))).not.toThrow();
    expect(judge(of(1_001))).toThrow(refused);
  });

  test('of numbers without anything between them has as many tokens as the parser finds', () => {
    const of = (count: number) => `{ a(b: [1${'-1'.repeat(count - 10)}]) }`;
    expect(judge(of(1_000))).not.toThrow();
    expect(judge(of(1_001))).toThrow(refused);
  });

  test("that also defines types is refused, since a fragment's name is ambiguous there", () => {
    const fragments = (before: string) =>
      `{ ...F ...F } ${before} fragment F on T { ...G ...G ...G } ${before} fragment G on T { ${'a '.repeat(40)} }`;
    expect(judge(fragments(''))).toThrow(beyond(200, 240));
    const invalid = expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' });
    for (const type of [
      'scalar T',
      'union U = A | B',
      'scalar fragment',
      'directive @d on FIELD',
      '"of it" scalar T',
    ]) {
      expect(judge(fragments(type)), type).toThrow(invalid);
    }
    for (const text of ['type T { a: Int }', '{ a } extend schema @d', 'enum E { A } { a }']) {
      expect(judge(text), text).toThrow(invalid);
    }
    // Invalid documents are left to the parser.
    for (const text of ['nonsense', 'scalar', '{ a } scalar T {', 'type T { a'])
      expect(judge(text), text).not.toThrow();
  });

  test('with many brackets beside each other is read', () => {
    expect(judge(`{ ${'a(b: [1]) { c } '.repeat(50)} }`)).not.toThrow();
  });

  test('with brackets, fields and quotes in strings and comments is read', () => {
    const text = `{ a(b: "${'{'.repeat(50)} \\" ${'a '.repeat(900)}", c: """${'['.repeat(50)} \\""" " ${'['.repeat(50)}""") # ${'( a:'.repeat(500)}\n }`;
    expect(judge(text)).not.toThrow();
    expect(judge(`${text} { ${'a '.repeat(61)} }`)).toThrow(beyond(60, 61));
  });

  test('is measured before its syntax error, and not after it', () => {
    expect(judge(`${'{'.repeat(11)} ?`)).toThrow(refused);
    expect(judge(`${'{'.repeat(5)} ? ${'{'.repeat(9)}`)).not.toThrow();
    expect(judge(`{ "${'{'.repeat(20)}`)).not.toThrow();
  });
});

describe('fields of one name at one place', () => {
  const compared = expect.objectContaining({
    code: 'OPERATION_LIMIT_EXCEEDED',
    extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit: 1_000 },
  });
  const judge = (text: string) => () => refuseOversizedDocument(text, { ...limits, maxComparisons: 1_000 });
  const some = (count: number, part = 'a') => `${part} `.repeat(count);

  // 45 are 990 pairs, 46 are 1,035.
  test.each<[string, (count: number) => string]>([
    ['of one selection set', (count) => `{ a { ${some(count)} } }`],
    ['under one alias', (count) => `{ b { ${some(count - 5)} a: x ${some(4, 'a: y')} } }`],
    ['in inline fragments', (count) => `{ a { ${some(count, '... { ... on T { a } }')} } }`],
    ['in fragments', (count) => `{ a { ${some(count, '...F')} } } fragment F on T { a }`],
    [
      'in fragments in fragments',
      (count) => `{ ...F } fragment F on T { ${some(count, '...G')} } fragment G on T { a }`,
    ],
    ['in an unselected operation', (count) => `query A { a } query B { ${some(count)} }`],
    ['in a fragment that is not used', (count) => `{ a } fragment F on T { ${some(count)} }`],
    [
      'in the first of two fragments of one name',
      (count) => `{ ...F } fragment F on T { ${some(count)} } fragment F on T { b }`,
    ],
  ])('%s: 45 are read, 46 are refused', (_, text) => {
    expect(judge(text(45))).not.toThrow();
    expect(judge(text(46))).toThrow(compared);
  });

  test('are compared with those of other objects that become one', () => {
    // Twice 45 pairs of `a`, and 20 of `b` in each of ten.
    const text = (count: number) => `{ ${some(10, `a { ${some(count, 'b')} }`)} }`;
    expect(judge(text(4))).not.toThrow();
    expect(judge(text(5))).toThrow(compared);
  });

  test('at different places are many names and few pairs', () => {
    const names = Array.from({ length: 12 }, (_, at) => `f${at} { ${some(9)} }`);
    expect(judge(`{ ${names.join(' ')} }`)).not.toThrow();
  });
});

describe('an operation, requested or not,', () => {
  test.each([
    ['fields', `{ a { ${'a '.repeat(200)} } }`, 200, 201],
    ['root fields', `query { ${'a '.repeat(61)} }`, 60, 61],
    ['root fields by a fragment', `{ ...F ...F } fragment F on Query { ${'a '.repeat(31)} }`, 60, 62],
    ['root fields in an inline fragment', `{ ... on Query { ... @d { ${'a '.repeat(61)} } } }`, 60, 61],
    ['aliases', `{ ${'a: b '.repeat(11)} }`, 10, 11],
    ['depth', '{ a { a { a { a { a { a } } } } } }', 5, 6],
    ['depth by a fragment', '{ a { a { a { ...F } } } } fragment F on T { a { a { a } } }', 5, 6],
    ['levels', `${'{ ... '.repeat(9)}`, 8, 9],
    ['levels by a fragment', '{ ...{ ...{ ...{ ...F } } } } fragment F on T {...{...{...{...{ a }}}}}', 8, 9],
  ])('has no more %s than are served', (_, text, limit, found) => {
    expect(judge(`query Small { a } ${text}`)).toThrow(beyond(limit, found));
  });

  test('counts fragments that double each other, in time linear in them', () => {
    const doubling = Array.from(
      { length: 19 },
      (_, at) => `fragment F${at} on T { ...F${at + 1} ...F${at + 1} }`,
    );
    expect(judge(`${doubling.join(' ').replace('...F19 ...F19', 'a')} { ...F0 }`)).toThrow(refused);
  });

  test('may have many fields in a fragment that is an object of it', () => {
    expect(judge(`{ a { ...F } } fragment F on T { ${'a '.repeat(90)} }`)).not.toThrow();
  });
});

/** The definition that the counting replaces: with every fragment written out. */
function comparisonsByTree(
  definitions: readonly DefinitionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): number {
  const fieldsOf = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
      return fieldsOf(fragments.get(selection.name.value)!.selectionSet);
    });
  const compare = (fields: readonly FieldNode[]): number => {
    const byKey = new Map<string, FieldNode[]>();
    for (const field of fields) byKey.set(keyOf(field), [...(byKey.get(keyOf(field)) ?? []), field]);
    return [...byKey.values()]
      .map(
        (same) =>
          (same.length * (same.length - 1)) / 2 +
          compare(same.flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet) : []))),
      )
      .reduce((sum, pairs) => sum + pairs, 0);
  };
  const keyOf = ({ alias, name }: FieldNode) => (alias ?? name).value;
  return definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet }) => compare(fieldsOf(selectionSet)))
    .reduce((sum, pairs) => sum + pairs, 0);
}

const ring = (count: number, part: (at: number, next: number, later: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at, (at + 1) % count, (at + 7) % count)).join(' ');

describe('a fragment within itself is refused before it is validated:', () => {
  test.each([
    ['directly', '{ ...F } fragment F on T { ...F }'],
    ['below a field', '{ ...F } fragment F on T { a { ...F } }'],
    ['below an inline fragment', '{ ...F } fragment F on T { ... { a { ... on T { ...F } } } }'],
    ['through another one', '{ a { ...F } } fragment F on T { a { ...G } } fragment G on T { a { ...F } }'],
    ['that nothing spreads', '{ a } fragment F on T { a { ...F } }'],
    ['in an unselected operation', 'query A { a } query B { ...F } fragment F on T { b { ...F } }'],
    ['behind one that is not', '{ ...E } fragment E on T { ...F } fragment F on T { a { ...F } }'],
    ['before its definition', 'fragment F on T { a { ...F } } { ...F }'],
    ['around eighteen', `{ ...F0 } ${ring(18, (at, next) => `fragment F${at} on T { a { ...F${next} } }`)}`],
    [
      'on every path of many',
      `{ ...F0 } ${ring(18, (at, next, later) => `fragment F${at} on T { a { ...F${next} } a { ...F${later} } }`)}`,
    ],
  ])('%s', (_, text) => {
    expect(judge(text)).toThrow(expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' }));
  });

  test.each([
    ['twice in a row', '{ ...F ...F } fragment F on T { b }'],
    [
      'in two that share a third',
      '{ ...F ...G } fragment F on T { ...H } fragment G on T { ...H } fragment H on T { b }',
    ],
    ['under the name of a field', '{ F { ...F } } fragment F on F { F F: F }'],
    ['in a value', '{ a(b: {F: [F]}) { ...F } } fragment F on T { a(b: "...F") { b } }'],
  ])('one that is spread %s is not', (_, text) => {
    expect(judge(text)).not.toThrow();
  });
});

const { rounds, seed } = fuzzing(500);

test(`an accepted document does not exhaust the stack of validation (seed ${seed})`, () => {
  const random = randomNumbers(seed);
  const schema = buildSchema('type Query { a: Query b: Int }');
  const wide: DocumentLimits = {
    ...{
      maxTokens: 15_000,
      maxNesting: 300,
      maxDefinitions: 300,
      maxDirectives: 2_000,
      maxComparisons: 20_000,
    },
    ...{ maxFields: 10_000, maxDepth: 60, maxLevels: 120, maxRootFields: 500, maxAliases: 500 },
  };
  let [passed, cyclic] = [0, 0];
  for (let round = 0; round < Math.min(rounds, 300); round += 1) {
    const count = 2 + random(round % 2 === 0 ? 6 : 100);
    // Some spreads form a cycle.
    const target = (at: number) => (random(count * 3) === 0 ? random(count) : at + 1 + random(count - at));
    const spread = (at: number) => `a { ...F${target(at)} b }`;
    const fragments = Array.from(
      { length: count },
      (_, at) => `fragment F${at} on Query { ${spread(at)} ${spread(at)} b }`,
    );
    const text = `{ a { ...F0 } } ${fragments.join(' ')} fragment F${count} on Query { b }`;
    try {
      refuseOversizedDocument(text, wide);
    } catch (error) {
      if ((error as PublicError).code === 'GRAPHQL_VALIDATION_FAILED') cyclic += 1;
      continue;
    }
    passed += 1;
    expect(() => validate(schema, parse(text)), text).not.toThrow();
  }
  expect(passed).toBeGreaterThan(0);
  expect(cyclic).toBeGreaterThan(0);
});

test(`is as large by its text as by its tree (seed ${seed})`, () => {
  const random = randomNumbers(seed);
  const some = (most: number, part: () => string) => Array.from({ length: random(most + 1) }, part).join(' ');
  const directives = () => some(1, () => '@include(if: $on, of: {on: [fragment, {a: "}"}]})');
  const selections = (depth: number, at: number): string =>
    `{ ${selection(depth, at)} ${some(3, () => selection(depth, at))} }`;
  const selection = (depth: number, at: number): string => {
    const below = () => (depth > 0 && random(2) === 0 ? selections(depth - 1, at) : '');
    switch (random(5)) {
      case 0:
        return at < 3 ? `...F${at + 1 + random(3 - at)} ${directives()}` : 'on';
      case 1:
        return depth > 0
          ? `... ${some(1, () => 'on T')} ${directives()} ${selections(depth - 1, at)}`
          : 'fragment';
      case 2:
        return `a: on(b: {c: [1, $d]}) ${directives()} ${below()}`;
      default:
        return `query ${directives()} ${below()}`;
    }
  };
  let refusals = 0;
  for (let round = 0; round < rounds; round += 1) {
    // Every fragment is spread, or the tree would not count it.
    const fragments = [1, 2, 3].map((at) => `fragment F${at} on T ${directives()} ${selections(3, at)}`);
    const all = random(2) === 0 ? '{ ... F1 ... F2 ... F3 }' : '{ a { ...F1 ...F2 ...F3 } }';
    const text = `query on($d: In = {a: [{b: 1}]}) @d ${selections(4, 0)} query ${all} ${fragments.join(' ')}`;
    const own: DocumentLimits = {
      ...{
        maxTokens: 1e6,
        maxNesting: 1e6,
        maxDefinitions: 1e6,
        maxDirectives: 1e6,
        maxComparisons: 1e9,
      },
      maxFields: 20 + random(100),
      maxDepth: 4 + random(8),
      maxLevels: 6 + random(8),
      maxRootFields: 3 + random(20),
      maxAliases: 5 + random(30),
    };
    const isRefused = (act: () => void) => {
      try {
        act();
        return false;
      } catch (error) {
        expect(error).toEqual(refused);
        return true;
      }
    };
    const { definitions } = parse(text);
    const byName = new Map<string, FragmentDefinitionNode>();
    for (const node of definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) byName.set(node.name.value, node);
    const byTree = definitions.some(
      (node) =>
        node.kind === Kind.OPERATION_DEFINITION && isRefused(() => refuseOversized(node, byName, own)),
    );
    if (byTree) refusals += 1;
    const everything = { max: 1e12, maxSteps: 1e9 };
    expect(countComparisons(text, everything), text).toBe(comparisonsByTree(definitions, byName));
    expect(
      isRefused(() => refuseOversizedDocument(text, own)),
      text,
    ).toBe(byTree);
  }
  // About nine in ten are refused; each branch occurs often enough to be tested.
  expect(refusals).toBeGreaterThan(rounds / 50);
  expect(rounds - refusals).toBeGreaterThan(rounds / 50);
});
