import { parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';
import { header } from '../subgraphs.fixture.ts';
import { normalizeSubgraph } from './normalize-subgraph.ts';

/** The normalised types in one line, without the header. */
function normalized(sdl: string, head = header): string {
  const { definitions } = normalizeSubgraph(parse(head + sdl));
  const before = parse(head).definitions.length;
  return definitions
    .slice(before)
    .map((node) => print(node).replace(/\s+/g, ' '))
    .join(' ');
}

describe('a tag of a type', () => {
  test.each([
    [
      'moves to the fields that the subgraph resolves, beside their own',
      'type A @key(fields: "id") @federation__tag(name: "t") { id: ID! x: Int @federation__tag(name: "u") y: Int @external }',
      'type A @key(fields: "id") { id: ID! @federation__tag(name: "t") x: Int @federation__tag(name: "u") @federation__tag(name: "t") y: Int @external }',
    ],
    [
      'of another kind stays',
      'union U @federation__tag(name: "t") = A enum E @federation__tag(name: "t") { X } type A { x: Int }',
      'union U @federation__tag(name: "t") = A enum E @federation__tag(name: "t") { X } type A { x: Int }',
    ],
  ])('%s', (_, written, expected) => {
    expect(normalized(written)).toBe(expected);
  });
});

describe('a data class of a type', () => {
  test.each([
    [
      'moves to its fields without their own',
      'type A @dataClass(class: C0) { x: Int y: Int @dataClass(class: C1) @authenticated }',
      'type A { x: Int @dataClass(class: C0) y: Int @dataClass(class: C1) @authenticated }',
    ],
    [
      'moves to the fields of an interface',
      'interface A @dataClass(class: C0) { x: Int }',
      'interface A { x: Int @dataClass(class: C0) }',
    ],
    [
      'moves to and from extensions',
      'type A { x: Int } extend type A @dataClass(class: C0) { y: Int }',
      'type A { x: Int @dataClass(class: C0) } extend type A { y: Int @dataClass(class: C0) }',
    ],
    [
      'moves to key fields and shareable fields, which the subgraph also resolves',
      'type A @key(fields: "id") @dataClass(class: C0) { id: ID! x: Int @shareable }',
      'type A @key(fields: "id") { id: ID! @dataClass(class: C0) x: Int @shareable @dataClass(class: C0) }',
    ],
    [
      'does not move to external fields, which others resolve',
      'type A @key(fields: "id") @dataClass(class: C0) { id: ID! x: Int @external y: Int @requires(fields: "x") }',
      'type A @key(fields: "id") { id: ID! @dataClass(class: C0) x: Int @external y: Int @requires(fields: "x") @dataClass(class: C0) }',
    ],
    [
      'does not move to an external part of the type',
      'type A @dataClass(class: C0) { x: Int } extend type A @external { y: Int }',
      'type A { x: Int @dataClass(class: C0) } extend type A @external { y: Int }',
    ],
    [
      'moves to the fields of an interface object',
      'type A @interfaceObject @key(fields: "id") @dataClass(class: C0) { id: ID! x: Int }',
      'type A @interfaceObject @key(fields: "id") { id: ID! @dataClass(class: C0) x: Int @dataClass(class: C0) }',
    ],
    [
      'of a root type moves to this subgraph’s root fields',
      'type Query @dataClass(class: C0) { x: Int }',
      'type Query { x: Int @dataClass(class: C0) }',
    ],
  ])('%s', (_, written, expected) => {
    expect(normalized(written)).toBe(expected);
  });

  test('moves to the fields under the name from the link', () => {
    const renamed = header
      .replace('import: ["@dataClass"]', 'import: [{ name: "@dataClass", as: "@grade" }]')
      .replaceAll(' @dataClass(', ' @grade(');
    expect(normalized('type A @grade(class: C0) { x: Int }', renamed)).toBe(
      'type A { x: Int @grade(class: C0) }',
    );
  });

  test('moves to the fields under its namespace', () => {
    const unimported = header
      .replace(', import: ["@dataClass"]', '')
      .replaceAll(' @dataClass(', ' @data_class__dataClass(')
      .replace('data-class/v1.0"', 'data-class/v1.0", as: "data_class"');
    expect(normalized('type A @data_class__dataClass(class: C0) { x: Int }', unimported)).toBe(
      'type A { x: Int @data_class__dataClass(class: C0) }',
    );
  });

  test('recognises external under the name from the link', () => {
    const renamed = header.replace('"@external"', '{ name: "@external", as: "@foreign" }');
    expect(normalized('type A @dataClass(class: C0) { x: Int @foreign }', renamed)).toBe(
      'type A { x: Int @foreign }',
    );
  });

  test('is refused if it is repeated', () => {
    const twice = 'type A @dataClass(class: C0) { x: Int } extend type A @dataClass(class: C0) { y: Int }';
    expect(() => normalized(twice)).toThrow(
      expect.objectContaining({ code: 'POLICY_INVALID', coordinate: 'A' }),
    );
  });
});

describe('an access rule', () => {
  test.each([
    [
      'of a type stays there, because it also guards __typename and fields that return the type',
      'type A @authenticated { x: Int } enum E @authenticated { P } scalar S @policy(policies: [["role:r"]])',
      'type A @authenticated { x: Int } enum E @authenticated { P } scalar S @policy(policies: [["role:r"]])',
    ],
    [
      'of a root type moves to this subgraph’s root fields',
      'type Query @authenticated { x: Int y: Int @policy(policies: [["role:r"]]) z: Int @authenticated }',
      'type Query { x: Int @authenticated y: Int @policy(policies: [["role:r"]]) @authenticated z: Int @authenticated }',
    ],
    [
      'of a root type applies in addition to that of the field',
      'extend type Query @requiresScopes(scopes: [["a"], ["b"]]) { x: Int @requiresScopes(scopes: [["a", "c"], ["d"]]) }',
      'extend type Query { x: Int @requiresScopes(scopes: [["a", "c"], ["a", "c", "b"], ["d", "a"], ["d", "b"]]) }',
    ],
    [
      'of a renamed root type moves to its fields',
      'schema { mutation: Change } type Change @authenticated { x: Int } type Query @authenticated { y: Int }',
      'schema { mutation: Change } type Change { x: Int @authenticated } type Query @authenticated { y: Int }',
    ],
  ])('%s', (_, written, expected) => {
    expect(normalized(written)).toBe(expected);
  });

  test.each([
    ['without an alternative', 'type Query { x: Int @requiresScopes(scopes: []) }', 'Query.x'],
    ['with an unknown policy', 'type A @policy(policies: [["root"]]) { x: Int }', 'A'],
  ])('is refused %s', (_, written, coordinate) => {
    expect(() => normalized(written)).toThrow(
      expect.objectContaining({ code: 'POLICY_INVALID', coordinate }),
    );
  });
});

describe('a cache hint of a type', () => {
  const c0 = '@dataClass(class: C0)';
  test.each([
    [
      'moves to the fields that return the type, without their own',
      `type Query { a: A ${c0} b: [A!] ${c0} c: A ${c0} @cacheControl(maxAge: 1) } type A @cacheControl(maxAge: 9) { x: Int ${c0} }`,
      `type Query { a: A ${c0} @cacheControl(maxAge: 9) b: [A!] ${c0} @cacheControl(maxAge: 9) c: A ${c0} @cacheControl(maxAge: 1) } type A { x: Int ${c0} }`,
    ],
    [
      'that inherits moves there too',
      `type B { a: A ${c0} } type A @cacheControl(inheritMaxAge: true) { x: Int ${c0} }`,
      `type B { a: A ${c0} @cacheControl(inheritMaxAge: true) } type A { x: Int ${c0} }`,
    ],
    [
      'moves to an entity’s fields, except its key, and to objects only if they inherit',
      `type A @key(fields: "id") @cacheControl(maxAge: 9) { id: ID! ${c0} x: Int ${c0} b: B ${c0} c: C ${c0} } type B @cacheControl(inheritMaxAge: true) { y: Int ${c0} } type C { y: Int ${c0} }`,
      `type A @key(fields: "id") { id: ID! ${c0} x: Int ${c0} @cacheControl(maxAge: 9) b: B ${c0} @cacheControl(maxAge: 9) c: C ${c0} } type B { y: Int ${c0} } type C { y: Int ${c0} }`,
    ],
    [
      'gives no age to shareable, external and computed fields, and none to an unresolvable entity',
      `type A @key(fields: "id") @cacheControl(maxAge: 9) { id: ID! ${c0} x: Int @shareable ${c0} y: Int @external z: Int @requires(fields: "y") ${c0} } type B @key(fields: "id", resolvable: false) @cacheControl(maxAge: 9) { id: ID! ${c0} x: Int ${c0} }`,
      `type A @key(fields: "id") { id: ID! ${c0} x: Int @shareable ${c0} y: Int @external z: Int @requires(fields: "y") ${c0} } type B @key(fields: "id", resolvable: false) { id: ID! ${c0} x: Int ${c0} }`,
    ],
    [
      'does not move to guarded fields',
      `type A @key(fields: "id") @cacheControl(maxAge: 9) { id: ID! ${c0} x: Int ${c0} @authenticated y: Int @dataClass(class: C1) @authenticated s: S ${c0} } scalar S @authenticated`,
      `type A @key(fields: "id") { id: ID! ${c0} x: Int ${c0} @authenticated y: Int @dataClass(class: C1) @authenticated s: S ${c0} } scalar S @authenticated`,
    ],
    [
      'that is private moves to every field',
      `type B { a: A ${c0} } type A @key(fields: "id") @cacheControl(scope: PRIVATE) { id: ID! ${c0} x: Int ${c0} @authenticated }`,
      `type B { a: A ${c0} @cacheControl(scope: PRIVATE) } type A @key(fields: "id") { id: ID! ${c0} x: Int ${c0} @authenticated @cacheControl(scope: PRIVATE) }`,
    ],
    [
      'of a union is the lowest of its members',
      `type Query { u: U ${c0} } union U = A | B type A @cacheControl(maxAge: 9) { x: Int ${c0} } type B @cacheControl(maxAge: 5) { x: Int ${c0} }`,
      `type Query { u: U ${c0} @cacheControl(maxAge: 5) } union U = A | B type A { x: Int ${c0} } type B { x: Int ${c0} }`,
    ],
    [
      'of a union needs a hint on every member',
      `type Query { u: U ${c0} } union U = A | B type A @cacheControl(maxAge: 9) { x: Int ${c0} } type B { x: Int ${c0} }`,
      `type Query { u: U ${c0} } union U = A | B type A { x: Int ${c0} } type B { x: Int ${c0} }`,
    ],
  ])('%s', (_, written, expected) => {
    expect(normalized(written)).toBe(expected);
  });

  test.each([
    ['public although the type has a rule', 'type A @authenticated @cacheControl(maxAge: 9) { x: Int }', 'A'],
    ['malformed', 'type A { x: Int @cacheControl(maxAge: -1) }', 'A.x'],
  ])('is refused if it is %s', (_, written, coordinate) => {
    expect(() => normalized(written)).toThrow(
      expect.objectContaining({ code: 'CACHE_HINT_INVALID', coordinate }),
    );
  });
});

test('a schema without links stays unchanged', () => {
  const plain = 'type A @key(fields: "id") { id: ID! x: Int } extend type Query { a: A }';
  expect(normalized(plain, 'scalar Date ')).toBe(print(parse(plain)).replace(/\s+/g, ' '));
});
