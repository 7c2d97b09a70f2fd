import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readCacheHints } from '../cache-hints/cache-hints.ts';
import { composeSupergraph } from '../composition/compose.ts';
import { header, subgraph } from '../subgraphs.fixture.ts';
import { checkSupergraph } from './check-supergraph.ts';

const transport = subgraph(
  'transport',
  `type Query { station: Station @dataClass(class: C0) }
type Station @key(fields: "gtfsId") @dataClass(class: C0) {
  gtfsId: ID!
  name: String!
}`,
);
const libraries = (sdl: string) => subgraph('libraries', sdl);
const lines = header.split('\n').length - 1;

/** Code, places and responsible subgraph of each problem. */
const check = (sdl: string, changed?: string) =>
  checkSupergraph([transport, libraries(sdl)], changed === undefined ? {} : { changed }).problems.map(
    ({ code, subgraph: name, file, line, column, fixedBy }) => [
      code,
      name === null ? null : `${name} ${file}:${line === null ? null : line - lines}:${column}`,
      fixedBy,
    ],
  );

test('good schemas give a supergraph and no problem', () => {
  const good = [
    transport,
    libraries(
      'extend type Station @key(fields: "gtfsId") { gtfsId: ID! branches: Int @dataClass(class: C0) }',
    ),
  ];
  expect(checkSupergraph(good)).toEqual({ sdl: composeSupergraph(good), problems: [] });
});

test('a type’s age does not apply to an interface field that some implementer guards', () => {
  const people = subgraph(
    'people',
    `type Query { named: Named @dataClass(class: C0) }
     interface Named @dataClass(class: C0) { address: Address }
     type Company implements Named @dataClass(class: C0) { address: Address }
     type Person implements Named @dataClass(class: C0) { address: Address @authenticated }
     type Address @dataClass(class: C0) @cacheControl(inheritMaxAge: true) { street: String }`,
  );
  const { sdl, problems } = checkSupergraph([people]);
  expect(problems).toEqual([]);
  expect(readCacheHints(parse(sdl ?? '')).has('Company.address')).toBe(true);
  expect(readCacheHints(parse(sdl ?? '')).has('Person.address')).toBe(false);
});

describe('a problem names its place and the subgraph that can fix it', () => {
  test.each<[string, string, readonly (readonly [string, string | null, string | null])[]]>([
    [
      'text that is not GraphQL',
      'type Branch {\n  id: }',
      [['INVALID_GRAPHQL', 'libraries schema.graphql:2:7', 'libraries']],
    ],
    [
      'an unknown type',
      'type Branch @dataClass(class: C0) {\n  id: Identifier }',
      [['INVALID_GRAPHQL', 'libraries schema.graphql:2:7', 'libraries']],
    ],
    [
      'a field without a class',
      'type Branch {\n  id: ID! }',
      [['POLICY_INVALID', 'libraries schema.graphql:2:3', 'libraries']],
    ],
    [
      'a class without its rule',
      'type Branch {\n  id: ID! @dataClass(class: C1) }',
      [['POLICY_INVALID', 'libraries schema.graphql:2:3', 'libraries']],
    ],
    [
      'an unknown policy',
      'type Branch @dataClass(class: C0) {\n  id: ID! @policy(policies: [["librarian"]]) }',
      [['POLICY_INVALID', 'libraries schema.graphql:2:3', 'libraries']],
    ],
    [
      'a rule where nothing enforces it',
      'input Branch {\n  id: ID @authenticated }',
      [['POLICY_INVALID', 'libraries schema.graphql:2:10', 'libraries']],
    ],
    [
      'a directive that looks like a rule',
      'directive @authentication on FIELD_DEFINITION\ndirective @authenticate on FIELD_DEFINITION',
      [['POLICY_INVALID', 'libraries schema.graphql:2:1', 'libraries']],
    ],
    [
      'a hint on a guarded field',
      'type Branch {\n  id: ID! @dataClass(class: C1) @authenticated @cacheControl(maxAge: 5) }',
      [['CACHE_HINT_INVALID', 'libraries schema.graphql:2:3', 'libraries']],
    ],
    [
      'a malformed hint',
      'type Branch {\n  id: ID! @cacheControl(maxAge: -5) }',
      [['CACHE_HINT_INVALID', 'libraries schema.graphql:2:3', 'libraries']],
    ],
    [
      'a field that another subgraph resolves, by the subgraph that extends the type',
      'extend type Station @key(fields: "gtfsId") {\n  gtfsId: ID! @dataClass(class: C0) name: String! @dataClass(class: C0) }',
      [
        ['INVALID_FIELD_SHARING', 'libraries schema.graphql:2:37', 'libraries'],
        ['INVALID_FIELD_SHARING', 'transport schema.graphql:4:3', 'libraries'],
      ],
    ],
    [
      'different types of one field',
      'type Station @key(fields: "gtfsId") {\n  gtfsId: Int! }',
      [
        ['FIELD_TYPE_MISMATCH', 'libraries schema.graphql:2:3', 'libraries'],
        ['FIELD_TYPE_MISMATCH', 'transport schema.graphql:3:3', 'libraries'],
      ],
    ],
    [
      'a rule on another agency’s type',
      'extend type Station @key(fields: "gtfsId")\n  @authenticated { gtfsId: ID! }',
      [
        ['ACCESS_RULE_DIFFERS', 'libraries schema.graphql:2:3', 'libraries'],
        ['ACCESS_RULE_DIFFERS', 'transport schema.graphql:2:1', 'libraries'],
      ],
    ],
    [
      'different classes of one field',
      'extend type Station @key(fields: "gtfsId") {\n  gtfsId: ID! @dataClass(class: C1) @authenticated }',
      [
        ['ACCESS_RULE_DIFFERS', 'libraries schema.graphql:2:37', 'libraries'],
        ['ACCESS_RULE_DIFFERS', 'transport schema.graphql:3:3', 'libraries'],
        ['DATA_CLASS_DIFFERS', 'transport schema.graphql:3:3', 'libraries'],
        ['DATA_CLASS_DIFFERS', 'libraries schema.graphql:2:3', 'libraries'],
      ],
    ],
    [
      'every field without a class',
      'type Branch { a: Int\n  b: Int }',
      [
        ['POLICY_INVALID', 'libraries schema.graphql:1:15', 'libraries'],
        ['POLICY_INVALID', 'libraries schema.graphql:2:3', 'libraries'],
      ],
    ],
  ])('%s', (_, sdl, expected) => {
    const query = 'extend type Query { branch: Branch @dataClass(class: C0) } ';
    const used = sdl.startsWith('type Branch') ? `${sdl} ${query}` : sdl;
    expect(check(used)).toEqual(expected);
  });

  test('a field that no plan reaches', () => {
    const unreachable =
      'type Query { hours: Hours @dataClass(class: C0) } type Hours { day: Int @shareable @dataClass(class: C0) }';
    const more = 'type Hours { day: Int @shareable @dataClass(class: C0) night: Int @dataClass(class: C0) }';
    const { problems } = checkSupergraph([subgraph('a', unreachable), subgraph('b', more)], { changed: 'b' });
    expect(problems.map(({ code, subgraph: name, fixedBy }) => [code, name, fixedBy])).toEqual([
      ['SATISFIABILITY_ERROR', 'a', 'b'],
      ['SATISFIABILITY_ERROR', 'b', 'b'],
    ]);
  });

  test('a field of an @interfaceObject, which implementers have', () => {
    const archive = subgraph(
      'archive',
      `type Query { media: Media @dataClass(class: C0) }
       interface Media @key(fields: "id") @dataClass(class: C0) { id: ID! }
       type Book implements Media @key(fields: "id") @dataClass(class: C0) { id: ID! }`,
    );
    const reviews = subgraph(
      'reviews',
      'type Media @interfaceObject @key(fields: "id") { id: ID! @dataClass(class: C0)\n rating: Int }',
    );
    const { problems } = checkSupergraph([archive, reviews]);
    expect(problems.map(({ line, subgraph: name, fixedBy }) => [name, line, fixedBy])).toEqual([
      ['reviews', lines + 2, 'reviews'],
      ['reviews', lines + 2, 'reviews'],
    ]);
  });
});

describe('if two subgraphs define a type, the problem can be fixed by', () => {
  const redefined =
    'type Station @key(fields: "gtfsId") { gtfsId: Int! @dataClass(class: C0) branches: Int @dataClass(class: C0) }';

  test.each([
    ['any of them, if all are composed', undefined, null],
    ['the one whose release is checked', 'libraries', 'libraries'],
    ['the other one, if its release is checked', 'transport', 'transport'],
  ])('%s', (_, changed, fixedBy) => {
    expect(check(redefined, changed)).toEqual([
      ['FIELD_TYPE_MISMATCH', 'libraries schema.graphql:1:39', fixedBy],
      ['FIELD_TYPE_MISMATCH', 'transport schema.graphql:3:3', fixedBy],
    ]);
  });
});

test('the file name is the given one', () => {
  const { problems } = checkSupergraph([{ ...libraries('type {'), file: 'libraries/api.graphql' }]);
  expect(problems).toMatchObject([{ file: 'libraries/api.graphql' }]);
});

test.each<[string, Parameters<typeof checkSupergraph>[0]]>([
  ['no subgraph', []],
  ['two with one name', [transport, transport]],
  ['no text', [{ ...transport, sdl: '' }]],
  ['no name', [{ ...transport, name: '' }]],
  ['an unknown class', [libraries('type Query { a: Int @dataClass(class: C9) }')]],
  ['a key that is not a field set', [libraries('type Query { a: A } type A @key(fields: "}{") { id: ID! }')]],
  ['an invalid link', [{ ...transport, sdl: 'extend schema @link(url: 3) type Query { a: Int }' }]],
])('%s is reported as a problem, not thrown', (_, definitions) => {
  const { sdl, problems } = checkSupergraph(definitions);
  expect(sdl).toBeNull();
  expect(problems.length).toBeGreaterThan(0);
  expect(() => composeSupergraph(definitions)).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^COMPOSITION_FAILED$/) }),
  );
});

test('composition throws one line for each reason', () => {
  const broken = [transport, libraries('type Station @key(fields: "gtfsId") {\n  gtfsId: Int! }')];
  expect(() => composeSupergraph(broken)).toThrow(
    new RegExp(
      `^\\[libraries\\] schema\\.graphql:${lines + 2}:3, \\[transport\\] schema\\.graphql:${lines + 3}:3: .*"Station\\.gtfsId".*\\(FIELD_TYPE_MISMATCH, to be fixed by libraries\\)$`,
    ),
  );
});

describe('rules with more combinations than can be tried', () => {
  const rule = (name: string, alternatives: number) =>
    `@requiresScopes(scopes: ${JSON.stringify(Array.from({ length: alternatives }, (_, index) => [`${name}:${index}`]))})`;
  const found = (sdl: string) =>
    checkSupergraph([subgraph('libraries', sdl)]).problems.map(
      ({ code, message, fixedBy }) => `${code} ${message.split(':')[0]} ${fixedBy}`,
    );

  test.each<[string, string, string]>([
    [
      'of a field and its type',
      `type Query { branch: Branch @dataClass(class: C0) }
       type Branch ${rule('a', 50)} { id: ID! @dataClass(class: C1) ${rule('b', 50)} }`,
      'Branch.id',
    ],
    ['of one directive', `type Query { hours: Int @dataClass(class: C1) ${rule('a', 101)} }`, 'Query.hours'],
    [
      'of the implementers of an interface',
      `type Query { media: Media @dataClass(class: C0) } interface Media { id: ID! @dataClass(class: C1) }
       ${Array.from({ length: 9 }, (_, type) => `type T${type} implements Media { id: ID! @dataClass(class: C1) ${rule(`a${type}`, 10)} }`).join(' ')}`,
      'Media.id',
    ],
  ])('%s are a problem that names the field', (_, sdl, coordinate) => {
    expect(found(sdl)).toEqual([`POLICY_INVALID ${coordinate} libraries`]);
  });

  test('count a rule that is repeated on the type once', () => {
    const repeated = rule('a', 50);
    expect(
      found(`type Query { branch: Branch @dataClass(class: C0) }
        type Branch ${repeated} { id: ID! @dataClass(class: C1) ${repeated} }`),
    ).toEqual([]);
  });
});
