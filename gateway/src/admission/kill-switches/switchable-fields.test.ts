import { composeSupergraph } from '@civic-graph/supergraph';
import { withPublicClass } from '@civic-graph/testing';
import { buildASTSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ownSubgraph } from '../../supergraph/own-subgraph/own-subgraph.ts';
import { switchableFields } from './switchable-fields.ts';

const header = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@composeDirective"])
    @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
  directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
  enum DataClass { C0 C1 C2 C3 C4 }
`;
const supergraph = composeSupergraph([
  ...[
    {
      name: 'a',
      sdl: `
        type Query { thing: Thing  named: [Named]  own: Own  page: Page }
        interface Named { name: String }
        type Thing implements Named @key(fields: "id") @key(fields: "code") { id: ID!  code: ID!  name: String  size: Int }
        type Own implements Named { name: String  thing: Thing }
        type Page @shareable { next: Boolean }
      `,
    },
    {
      name: 'b',
      sdl: `
        type Query { other: Thing  pageOfB: Page }
        type Thing @key(fields: "code") {
          code: ID!  size: Int @external  price: Int @requires(fields: "size")  colour: String
        }
        type Page @shareable { next: Boolean }
      `,
    },
    {
      name: 'c',
      sdl: `type Thing @key(fields: "id") {
        id: ID!  price: Int @external  tax: Int @requires(fields: "price")
      }`,
    },
  ].map(({ name, sdl }) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    sdl: withPublicClass(header + sdl),
  })),
  ownSubgraph,
]);
const document = parse(supergraph);
const fields = switchableFields(document, buildASTSchema(document, { assumeValid: true }));
const off = (coordinate: string | null, subgraph: string | null) =>
  [...fields.offBy({ coordinate, subgraph })].sort();

describe('an agency switches off', () => {
  it.each([
    ['a field', 'Thing.name', ['Thing.name']],
    [
      'with a field, every field computed from it, by any agency and over several hops',
      'Thing.size',
      ['Thing.price', 'Thing.size', 'Thing.tax'],
    ],
    [
      'of a shared type, only the agency’s own fields',
      'Thing',
      ['Thing.name', 'Thing.price', 'Thing.size', 'Thing.tax'],
    ],
    [
      'with its own type, every field that returns it',
      'Own',
      ['Own.__typename', 'Own.name', 'Own.thing', 'Query.own'],
    ],
    [
      'a field of an interface, in every implementing type',
      'Named.name',
      ['Named.name', 'Own.name', 'Thing.name'],
    ],
    [
      'a whole interface, and every field that returns it',
      'Named',
      ['Named.__typename', 'Named.name', 'Own.name', 'Query.named', 'Thing.name'],
    ],
    [
      'its own queries, while the others stay',
      'Query',
      ['Query.named', 'Query.own', 'Query.page', 'Query.thing'],
    ],
    ['nothing of another agency', 'Thing.colour', []],
    ['nothing that other agencies also resolve', 'Page', []],
    ['nothing for an unknown field', 'Thing.none', []],
  ])('%s', (_, coordinate, expected) => {
    expect(off(coordinate, 'a')).toEqual(expected);
  });

  it('everything it owns', () => {
    expect(off(null, 'c')).toEqual(['Thing.tax']);
    expect(off(null, 'b')).toEqual([
      'Query.other',
      'Query.pageOfB',
      'Thing.colour',
      'Thing.price',
      'Thing.tax',
    ]);
  });
});

describe('an agency with several subgraphs switches off', () => {
  const offBoth = (coordinate: string | null, subgraphs: string[]) =>
    [...fields.offBy({ coordinate, subgraph: 'a', subgraphs })].sort();

  it('fields of each, and fields that only these subgraphs resolve together', () => {
    expect(offBoth('Thing', ['b', 'c'])).toEqual(['Thing.colour', 'Thing.price', 'Thing.tax']);
    expect(offBoth('Page', ['a', 'b'])).toEqual([
      'Page.__typename',
      'Page.next',
      'Query.page',
      'Query.pageOfB',
    ]);
    expect(offBoth('Page', ['a', 'c'])).toEqual([]);
  });

  it('every field of all of them', () => {
    expect(offBoth(null, ['b', 'c'])).toEqual([
      ...['Query.other', 'Query.pageOfB', 'Thing.colour', 'Thing.price', 'Thing.tax'],
    ]);
  });
});

describe('the platform switches off', () => {
  it('any field, and every field that needs it for a lookup', () => {
    expect(off('Page.next', null)).toEqual(['Page.next']);
    // `code` alone identifies an object in b, and c's part of it needs a field of b.
    expect(off('Thing.code', null)).toEqual(['Thing.code', 'Thing.colour', 'Thing.price', 'Thing.tax']);
    const cautious = fields.offBy({ coordinate: 'Thing.code', subgraph: null }, true);
    // In a it is found by code or by id.
    expect([...cautious]).toEqual(expect.arrayContaining(['Thing.name', 'Thing.size']));
  });

  it.each(['Query', 'Mutation', 'Switch', 'Query.switches', 'Mutation.switchOn'])(
    'but never the switch itself by %s',
    (coordinate) => {
      expect(off(coordinate, null).filter((field) => /switch/i.test(field))).toEqual([]);
    },
  );
});

it('names the owner of a type or field', () => {
  expect(fields.ownersOf('Thing.name')).toEqual(['a']);
  expect(fields.ownersOf('Thing')?.toSorted()).toEqual(['a', 'b', 'c']);
  expect(fields.ownersOf('Page.next')).toEqual([]);
  expect(fields.ownersOf('Query.switches')).toEqual([]);
  for (const unknown of [
    'None',
    'Thing.none',
    'Thing.name.x',
    '',
    '.',
    'DataClass',
    '__Type',
    'Thing.__proto__',
  ]) {
    expect(fields.ownersOf(unknown), unknown).toBeNull();
  }
});
