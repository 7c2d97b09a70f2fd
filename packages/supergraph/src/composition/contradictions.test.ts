import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildPolicyIndex } from '../policy-index/policy-index.ts';
import { subgraph } from '../subgraphs.fixture.ts';
import { compose, composeSupergraph } from './compose.ts';

const station = '@dataClass(class: C0) { gtfsId: ID! name: String! }';
/** With a rule or with an age, because no type has both. */
const transport = (rule = '@cacheControl(maxAge: 300)', more = '') =>
  subgraph(
    'transport',
    `type Query { station: Station @dataClass(class: C0)  near: Place @dataClass(class: C0) }
     union Place = Station
     type Station @key(fields: "gtfsId") ${rule} ${station} ${more}`,
  );
const libraries = (declaration: string, more = '') =>
  subgraph('libraries', `${declaration} type Branch @dataClass(class: C0) { id: ID! } ${more}`);
const branches = 'branches: [Branch!]! @dataClass(class: C0)';
const role = '@policy(policies: [["role:librarian"]])';

const rules = (sdl: string, coordinate: string) => {
  const [type = '', field = ''] = coordinate.split('.');
  return buildPolicyIndex(parse(sdl))
    .requirementsOf(type, field)
    .flatMap(({ authenticated, scopes, policies }) => [
      ...(authenticated ? ['authenticated'] : []),
      ...(scopes ?? []).flat(),
      ...(policies ?? []).flat(),
    ]);
};

describe('another agency adds a field to a type', () => {
  test('whose class and age stay those of its owner', () => {
    const sdl = composeSupergraph([
      transport(),
      libraries(`type Station @key(fields: "gtfsId") { gtfsId: ID! ${branches} }`),
    ]);
    const index = buildPolicyIndex(parse(sdl));
    expect(index.classOf('Station', 'name')).toBe('C0');
    expect(index.classOf('Station', 'gtfsId')).toBe('C0');
    expect(index.classOf('Station', 'branches')).toBe('C0');
    expect(sdl).toMatch(/name: String! .*@cacheControl\(maxAge: 300\)/);
    expect(sdl).not.toMatch(/branches: .*@cacheControl/);
  });

  test('with a class for its own fields only', () => {
    const sdl = composeSupergraph([
      transport(),
      libraries(
        `type Station @key(fields: "gtfsId") @dataClass(class: C1) {
          gtfsId: ID! @dataClass(class: C0)
          branches: [Branch!]! @authenticated
        }`,
      ),
    ]);
    const index = buildPolicyIndex(parse(sdl));
    expect(index.classOf('Station', 'name')).toBe('C0');
    expect(index.classOf('Station', 'branches')).toBe('C1');
    expect(rules(sdl, 'Station.name')).toEqual([]);
  });

  test('whose owner’s rule guards the fields of every agency', () => {
    const sdl = composeSupergraph([
      transport('@authenticated'),
      libraries(
        `extend type Station @key(fields: "gtfsId") { gtfsId: ID! ${branches} }`,
        'extend type Query { main: Station @dataClass(class: C0) }',
      ),
    ]);
    const guarded = ['Station.name', 'Station.branches', 'Station.__typename', 'Query.station', 'Query.main'];
    for (const coordinate of guarded) expect(rules(sdl, coordinate), coordinate).toContain('authenticated');
    expect(rules(sdl, 'Query.near')).toEqual([]);
  });

  test('of an @interfaceObject, with a class for its own fields only', () => {
    const sdl = composeSupergraph([
      subgraph(
        'archive',
        `type Query { media: Media @dataClass(class: C0) }
         interface Media @key(fields: "id") @dataClass(class: C0) { id: ID! }
         type Book implements Media @key(fields: "id") @dataClass(class: C0) { id: ID! title: String }`,
      ),
      subgraph(
        'reviews',
        `type Media @interfaceObject @key(fields: "id") @dataClass(class: C0) { id: ID! rating: Int }`,
      ),
    ]);
    const index = buildPolicyIndex(parse(sdl));
    for (const field of ['id', 'title', 'rating']) expect(index.classOf('Book', field), field).toBe('C0');
    expect(index.classOf('Media', 'rating')).toBe('C0');
  });

  test('and a class on a root type does not apply to others’ root fields', () => {
    const sdl = composeSupergraph([
      transport(),
      subgraph('libraries', 'type Query @authenticated @dataClass(class: C1) { loans: Int }'),
    ]);
    expect(buildPolicyIndex(parse(sdl)).classOf('Query', 'loans')).toBe('C1');
    expect(buildPolicyIndex(parse(sdl)).classOf('Query', 'station')).toBe('C0');
    expect(rules(sdl, 'Query.loans')).toContain('authenticated');
    expect(rules(sdl, 'Query.station')).toEqual([]);
  });
});

const problemsOf = (...args: Parameters<typeof compose>) => {
  const composition = compose(...args);
  return composition.kind === 'failed'
    ? composition.problems.map(({ subgraph, line, code, fixedBy }) => [code, subgraph, line, fixedBy])
    : [];
};
/** Number of lines of the header. */
const [inTransport, inLibraries] = [14, 12];

describe('a rule is refused', () => {
  const differs = 'ACCESS_RULE_DIFFERS';

  test.each([
    [
      'on a type that it extends',
      `extend type Station @key(fields: "gtfsId") ${role} { gtfsId: ID! ${branches} }`,
    ],
    [
      'on an empty extension',
      `extend type Station @key(fields: "gtfsId") { gtfsId: ID! ${branches} } extend type Station ${role}`,
    ],
    [
      'on a key that it repeats',
      `extend type Station @key(fields: "gtfsId") { gtfsId: ID! ${role} ${branches} }`,
    ],
    [
      'on a type of which it declares only the key',
      `type Station @key(fields: "gtfsId", resolvable: false) ${role} { gtfsId: ID! }`,
    ],
  ])('%s, and the extending agency can fix it', (_, declaration) => {
    const problems = problemsOf([transport(), libraries(declaration)]);
    expect(problems).toEqual([
      [differs, 'libraries', inLibraries, 'libraries'],
      [differs, 'transport', inTransport, 'libraries'],
    ]);
  });

  test('if two agencies define a type, unless one of them extends it', () => {
    const defined = `type Station @key(fields: "gtfsId") { gtfsId: ID! ${branches} }`;
    const guarded = transport('@authenticated');
    expect(problemsOf([guarded, libraries(defined)])).toEqual([
      [differs, 'transport', inTransport, null],
      [differs, 'libraries', inLibraries, null],
    ]);
    expect(problemsOf([guarded, libraries(defined)], 'libraries').map((problem) => problem.at(-1))).toEqual([
      'libraries',
      'libraries',
    ]);
    expect(problemsOf([guarded, libraries(`extend ${defined}`)])).toEqual([]);
  });

  test('on a scalar or an enum that another agency also declares', () => {
    const scalar = 'scalar Secret @authenticated type Query { a: Secret @dataClass(class: C0) }';
    const other = 'scalar Secret type Query { b: Secret @dataClass(class: C0) }';
    expect(problemsOf([subgraph('a', scalar), subgraph('b', other)]).map(([code]) => code)).toEqual([
      differs,
      differs,
    ]);
    expect(
      problemsOf([
        subgraph('a', scalar),
        subgraph('b', other.replace('Secret type', 'Secret @authenticated type')),
      ]),
    ).toEqual([]);
  });

  test('unless it is the owner’s rule, or part of it', () => {
    const both = '@authenticated @policy(policies: [["role:librarian", "assurance:high"]])';
    const repeated = (rule: string) =>
      problemsOf([
        transport(both),
        libraries(`extend type Station @key(fields: "gtfsId") ${rule} { gtfsId: ID! ${branches} }`),
      ]);
    expect(repeated(both)).toEqual([]);
    expect(repeated('@authenticated')).toEqual([]);
    expect(repeated(role)).toEqual([]);
    expect(repeated('@policy(policies: [["role:auditor"]])')).not.toEqual([]);
    expect(repeated('@requiresScopes(scopes: [["a"]])')).not.toEqual([]);
  });

  test('not on an external field, which belongs to the owner', () => {
    const sdl = composeSupergraph([
      transport('', 'extend type Station { zone: Int @dataClass(class: C1) @authenticated }'),
      libraries(`extend type Station @key(fields: "gtfsId") { gtfsId: ID! zone: Int @external
        fare: Int @requires(fields: "zone") @authenticated @dataClass(class: C1) }`),
    ]);
    expect(rules(sdl, 'Station.zone')).toEqual(['authenticated']);
  });
});

describe('a tag of a subgraph that only extends a type', () => {
  const tag = '@federation__tag(name: "internal")';
  const tagged = `type Station @key(fields: "gtfsId") ${tag}`;
  const extended = (ofType: string, ofKey: string, ofField: string) =>
    libraries(`extend type Station @key(fields: "gtfsId") ${ofType} {
      gtfsId: ID! ${ofKey} branches: [Branch!]! @dataClass(class: C0) ${ofField} }`);

  test.each([
    ['on a key', extended('', tag, '')],
    ['on the type, which has the key', extended(tag, '', '')],
  ])('is refused %s of the owner', (_, subgraph) => {
    const codes = problemsOf([transport(), subgraph]);
    expect(codes.map(([code, name, , fixedBy]) => [code, name, fixedBy])).toEqual([
      ['TAG_DIFFERS', 'libraries', 'libraries'],
      ['TAG_DIFFERS', 'transport', 'libraries'],
    ]);
  });

  test.each([
    ['on a field of its own', [transport(), extended('', '', tag)]],
    [
      'that the owner writes as well',
      [transport(`${tag} @cacheControl(maxAge: 300)`), extended(tag, '', '')],
    ],
    [
      'where nobody else defines the type',
      [
        subgraph(
          'alone',
          `type Query { a: Int @dataClass(class: C0) } ${tagged} { gtfsId: ID! @dataClass(class: C0) }`,
        ),
      ],
    ],
  ])('is accepted %s', (_, subgraphs) => {
    expect(problemsOf(subgraphs)).toEqual([]);
  });
});

describe('different classes are refused', () => {
  test.each([
    [
      'on a key',
      '',
      `type Station @key(fields: "gtfsId") { gtfsId: ID! @dataClass(class: C1) @authenticated ${branches} }`,
    ],
    [
      'on a key, through the type',
      '',
      `type Station @key(fields: "gtfsId") @dataClass(class: C1) @authenticated { gtfsId: ID! ${branches} }`,
    ],
  ])('%s', (_, more, declaration) => {
    const codes = problemsOf([transport('', more), libraries(declaration)]).map(([code]) => code);
    expect(codes).toContain('DATA_CLASS_DIFFERS');
  });

  test('on a field that both resolve, although composition would choose one', () => {
    const shared = (name: string, dataClass: string) =>
      subgraph(
        name,
        `type Query { pages: Pages @shareable @dataClass(class: C0) } type Pages @shareable { next: Int @dataClass(class: ${dataClass}) @authenticated }`,
      );
    expect(problemsOf([shared('a', 'C0'), shared('b', 'C1')])).toEqual([
      ['DATA_CLASS_DIFFERS', 'a', 12, null],
      ['DATA_CLASS_DIFFERS', 'b', 12, null],
    ]);
    expect(problemsOf([shared('a', 'C1'), shared('b', 'C1')])).toEqual([]);
  });
});
