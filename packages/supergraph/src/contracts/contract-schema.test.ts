import { printSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSupergraph } from '../composition/compose.ts';
import { header } from '../subgraphs.fixture.ts';
import { ContractError, type ContractFilter, contractSchema } from './index.ts';

const withTag = header.replace('"@key"', '"@key", "@tag"');

function supergraph(...schemas: readonly string[]): string {
  return composeSupergraph(
    schemas.map((sdl, index) => ({
      name: `s${index}`,
      url: `http://s${index}.invalid/graphql`,
      sdl: sdl.includes('extend schema') ? sdl : withTag + sdl,
    })),
  );
}

/** The contract's schema without descriptions and blank lines, as one line a definition. */
function shown(schemas: readonly string[], filter: Partial<ContractFilter>): string[] {
  const schema = contractSchema(supergraph(...schemas), {
    includeTags: [],
    excludeTags: [],
    hidesUnreachableTypes: true,
    ...filter,
  });
  return (
    printSchema(schema)
      .split('\n\n')
      .map((definition) => definition.replaceAll(/\s+/g, ' ').trim())
      // Of the header that all subgraphs share.
      .filter((definition) => !/^enum (CacheControlScope|DataClass) /.test(definition))
      .sort(inOrder)
  );
}

/** By the order in which the tests below list them: types, interfaces, unions, inputs, enums, scalars. */
function inOrder(one: string, other: string): number {
  return rank(one) - rank(other) || one.localeCompare(other);
}

const kinds = ['type Query', 'type Mutation', 'type', 'interface', 'union', 'input', 'enum', 'scalar'];

function rank(definition: string): number {
  return kinds.findIndex((kind) => definition.startsWith(`${kind} `));
}

function refusal(schemas: readonly string[], filter: Partial<ContractFilter>): ContractError {
  try {
    shown(schemas, filter);
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
  throw new Error('the contract was not refused');
}

// https://www.apollographql.com/docs/graphos/platform/schema-management/delivery/contracts/create
describe('the documented examples of GraphOS contracts', () => {
  const product = `type Query { product: Product @tag(name: "partner") }
    type Product { id: ID! @tag(name: "partner") name: String! @tag(name: "partner")
      codename: String! @tag(name: "internal") }`;

  test('an excluded tag removes the field and leaves everything else', () => {
    expect(shown([product], { excludeTags: ['internal'] })).toEqual([
      'type Query { product: Product }',
      'type Product { id: ID! name: String! }',
    ]);
  });

  test('with included tags, fields without one are removed', () => {
    expect(shown([product], { includeTags: ['partner'] })).toEqual([
      'type Query { product: Product }',
      'type Product { id: ID! name: String! }',
    ]);
  });

  test('a type without a tag is included if one of its fields is', () => {
    const user = `type Query { user: User @tag(name: "includeMe") }
      type User { id: ID! @tag(name: "includeMe") name: String }`;
    expect(shown([user], { includeTags: ['includeMe'] })).toContain('type User { id: ID! }');
  });

  test('a type whose fields are all excluded is excluded', () => {
    const user = 'type Query { a: Int } type User { id: ID! @tag(name: "excludeMe") }';
    expect(shown([user], { excludeTags: ['excludeMe'], hidesUnreachableTypes: false })).toEqual([
      'type Query { a: Int }',
    ]);
  });

  test('a union whose members are all excluded is excluded', () => {
    const media = `type Query { a: Int media: Media @tag(name: "excludeMe") } union Media = Book | Movie
      type Book @tag(name: "excludeMe") { title: String! } type Movie @tag(name: "excludeMe") { title: String! }`;
    expect(shown([media], { excludeTags: ['excludeMe'], hidesUnreachableTypes: false })).toEqual([
      'type Query { a: Int }',
    ]);
  });

  test('an excluded tag wins over an included one', () => {
    const both = `type Query { a: Int @tag(name: "yes") b: Int @tag(name: "yes") @tag(name: "no") }`;
    expect(shown([both], { includeTags: ['yes'], excludeTags: ['no'] })).toEqual(['type Query { a: Int }']);
  });

  test('a union needs an included tag of its own', () => {
    const untagged = `type Query { media: Media @tag(name: "yes") } union Media = Book
      type Book { title: String! @tag(name: "yes") }`;
    expect(refusal([untagged], { includeTags: ['yes'] })).toMatchObject({
      code: 'CONTRACT_INVALID',
      message: expect.stringContaining('Media'),
    });
    const tagged = untagged.replace('union Media', 'union Media @tag(name: "yes")');
    expect(shown([tagged], { includeTags: ['yes'] })).toContain('union Media = Book');
  });

  test('a tag of a type counts for its fields', () => {
    const typed = `type Query { stop: Stop @tag(name: "yes") secret: Int }
      type Stop @tag(name: "yes") { id: ID! name: String }`;
    expect(shown([typed], { includeTags: ['yes'] })).toEqual([
      'type Query { stop: Stop }',
      'type Stop { id: ID! name: String }',
    ]);
  });

  test('arguments, inputs, enums and scalars need no included tag', () => {
    const search = `type Query { find(by: By!, kind: Kind = BUS, on: Day): Int @tag(name: "yes") }
      input By { text: String! } enum Kind { BUS RAIL } scalar Day`;
    expect(shown([search], { includeTags: ['yes'] })).toEqual([
      'type Query { find(by: By!, kind: Kind = BUS, on: Day): Int }',
      'input By { text: String! }',
      'enum Kind { BUS RAIL }',
      'scalar Day',
    ]);
  });

  test('but an excluded tag removes them', () => {
    const search = `type Query { find(by: By, debug: Boolean @tag(name: "no")): Kind }
      input By { text: String trace: Boolean @tag(name: "no") } enum Kind { BUS TEST @tag(name: "no") }`;
    expect(shown([search], { excludeTags: ['no'] })).toEqual([
      'type Query { find(by: By): Kind }',
      'input By { text: String }',
      'enum Kind { BUS }',
    ]);
  });

  test('a required argument cannot be excluded', () => {
    const required = 'type Query { find(by: Int! @tag(name: "no")): Int }';
    expect(refusal([required], { excludeTags: ['no'] })).toMatchObject({
      code: 'CONTRACT_INVALID',
      message: expect.stringContaining('Query.find(by:)'),
    });
  });

  test('a field cannot stay if its type is excluded', () => {
    const referenced = 'type Query { user: User } type User @tag(name: "no") { id: ID! }';
    expect(refusal([referenced], { excludeTags: ['no'] })).toMatchObject({
      code: 'CONTRACT_INVALID',
      // Callers put it in a sentence of their own.
      message: expect.stringMatching(/Query\.user.*[^.]$/),
    });
  });

  test('unreachable types stay unless the contract hides them', () => {
    const island = 'type Query { a: Int @tag(name: "yes") } type Island { b: Int @tag(name: "yes") }';
    expect(shown([island], { includeTags: ['yes'] })).toEqual(['type Query { a: Int }']);
    expect(shown([island], { includeTags: ['yes'], hidesUnreachableTypes: false })).toContain(
      'type Island { b: Int }',
    );
  });
});

// https://github.com/graphql-hive/federation-composition/blob/main/__tests__/contracts/schema-contract.spec.ts
describe("the cases of the filter's own project", () => {
  test('fields of two subgraphs', () => {
    const schemas = ['type Query { a: String @tag(name: "a") }', 'type Query { b: String @tag(name: "b") }'];
    expect(shown(schemas, { includeTags: ['a'] })).toEqual(['type Query { a: String }']);
  });

  test.each<[string, Partial<ContractFilter>, string, string, readonly string[]]>([
    ['all excluded', { excludeTags: ['t'] }, '@tag(name: "t")', '@tag(name: "t")', []],
    ['one excluded', { excludeTags: ['t'] }, '@tag(name: "t")', '', ['type Mutation { m2: ID }']],
    ['none included', { includeTags: ['t'] }, '', '', []],
    ['one included', { includeTags: ['t'] }, '', '@tag(name: "t")', ['type Mutation { m2: ID }']],
  ])('mutations: %s', (_, filter, first, second, mutation) => {
    const query = filter.includeTags ? '@tag(name: "t")' : '';
    const schemas = [
      `type Query { q1: String ${query} } type Mutation { m1: ID ${first} }`,
      `type Query { q2: String ${query} } type Mutation { m2: ID ${second} }`,
    ];
    expect(shown(schemas, filter)).toEqual(['type Query { q1: String q2: String }', ...mutation]);
  });

  test('a scalar that only one subgraph tags is shown', () => {
    const schemas = [
      'type Query { c: Int @tag(name: "t") } scalar Brr',
      `type Query { f: Foo } type Foo { field: Brr @tag(name: "t") } scalar Brr @tag(name: "t")`,
    ];
    const kept = shown(schemas, { includeTags: ['t'], hidesUnreachableTypes: false });
    expect(kept).toEqual(expect.arrayContaining(['scalar Brr', 'type Foo { field: Brr }']));
  });
});

describe('a supergraph', () => {
  test('in which nothing has the tag gives an empty contract', () => {
    expect(refusal(['type Query { a: Int }'], { includeTags: ['open'] })).toMatchObject({
      code: 'CONTRACT_EMPTY',
      message: expect.stringContaining('open'),
    });
    const all = 'type Query { a: Int @tag(name: "no") }';
    expect(refusal([all], { excludeTags: ['no'] })).toMatchObject({ code: 'CONTRACT_EMPTY' });
  });

  test('that imports the directives under other names is filtered by them', () => {
    const aliased = `${header
      .replace('"@key"', '"@key", { name: "@tag", as: "@label" }')
      .replace('"@inaccessible"', '{ name: "@inaccessible", as: "@hidden" }')}
      type Query { a: Int @label(name: "yes") b: Int c: Int @hidden @label(name: "yes") }`;
    expect(shown([aliased], { includeTags: ['yes'] })).toEqual(['type Query { a: Int }']);
  });

  test("shows no field of another subgraph because of its type's tag", () => {
    const schemas = [
      `type Query @tag(name: "yes") { stop: Stop } type Stop @key(fields: "id") @tag(name: "yes") { id: ID! name: Int }`,
      'type Query { more: Int } type Stop @key(fields: "id") { id: ID! owner: String }',
    ];
    expect(shown(schemas, { includeTags: ['yes'] })).toEqual([
      'type Query { stop: Stop }',
      'type Stop { id: ID! name: Int }',
    ]);
    expect(shown(schemas, { excludeTags: ['yes'], hidesUnreachableTypes: false })).toEqual([
      'type Query { more: Int }',
      'type Stop { owner: String }',
    ]);
  });

  test('keeps an interface whose implementers keep its fields, and refuses one whose implementers do not', () => {
    const nodes = (tag: string) => `type Query { node: Node @tag(name: "yes") }
      interface Node { id: ID! @tag(name: "yes") } type Stop implements Node { id: ID! ${tag} name: String }
      type Line implements Node { id: ID! @tag(name: "yes") }`;
    expect(shown([nodes('@tag(name: "yes")')], { includeTags: ['yes'] })).toContain(
      'type Stop implements Node { id: ID! }',
    );
    // A hidden implementer is not part of the contract.
    expect(shown([nodes('')], { includeTags: ['yes'] })).toEqual([
      'type Query { node: Node }',
      'type Line implements Node { id: ID! }',
      'interface Node { id: ID! }',
    ]);
    const broken = nodes('').replace('name: String', 'name: String @tag(name: "yes")');
    expect(refusal([broken], { includeTags: ['yes'] })).toMatchObject({ code: 'CONTRACT_INVALID' });
  });
});
