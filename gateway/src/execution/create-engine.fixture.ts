import { federationHeader, type Row, withPublicClass } from '@civic-graph/testing';

/*
 * A small graph over three subgraphs with what makes federation hard: entities of several subgraphs, @requires,
 * arguments, interfaces, unions, an enum, null bubbling, errors, mutations, and guarded fields.
 */

const header = federationHeader(
  '@key',
  '@shareable',
  '@external',
  '@inaccessible',
  '@requires',
  '@authenticated',
  '@requiresScopes',
  '@policy',
);

export const subgraphs = [
  {
    name: 'people',
    sdl: `${header}
      type Query { person(id: ID!): Person  people: [Person!]!  agents: [Agent]  search: [Subject!] }
      type Mutation { rename(id: ID!, name: String!): Person }
      type Subscription {
        personChanged(id: ID!): Person  ticks: Int!
        secretChanged: Person @requiresScopes(scopes: [["secret"]])
      }
      interface Agent { id: ID!  name: String }
      type Person implements Agent @key(fields: "id") @key(fields: "uin") {
        id: ID!  uin: ID! @inaccessible  name: String  age: Int  height(unit: Unit = M): Float  friend: Person  friends: [Person!]  address: Address  tags: [[String!]!]
        diary: String @requiresScopes(scopes: [["diary"]])
        secret: String! @requiresScopes(scopes: [["secret"], ["all", "more"]])
        broken: String  brokenNonNull: String!
        toString: String  constructor: String
      }
      type Company implements Agent @key(fields: "id") {
        id: ID!  name: String @policy(policies: [["role:auditor"]])  staff: [Person!]
      }
      enum Unit { M FT }
      type Address { street: String!  city: String }
      union Subject = Person | Company
    `,
  },
  {
    name: 'places',
    sdl: `${header}
      type Query { place(code: ID!): Place }
      type Mutation { visit(person: ID!, place: ID!): Visit }
      type Person @key(fields: "id") {
        id: ID!  age: Int @external  visits(limit: Int = 2): [Visit!]!
        category: String @requires(fields: "age")
        height(unit: Unit = M): Float @external  size: String @requires(fields: "height(unit: FT)")
        home: Place @authenticated
      }
      enum Unit { M FT }
      type Visit { place: Place!  at: String!  note: String @authenticated }
      type Place @key(fields: "code") { code: ID!  title: String!  visitors: [Person!] }
    `,
  },
  {
    name: 'ratings',
    sdl: `${header}
      type Place @key(fields: "code") { code: ID!  stars(scale: Scale = FIVE): Float  scale: Scale  review: Review! }
      type Review { text: String!  author: Person! }
      type Person @key(fields: "uin") { uin: ID! @inaccessible  reviews(first: Int): [Review!]! }
      enum Scale { FIVE TEN }
    `,
  },
].map(({ name, sdl }) => ({ name, sdl: withPublicClass(sdl), url: `http://${name}.invalid/graphql` }));

interface Limit {
  readonly limit: number;
}

/** Fresh rows: mutations write into them. */
export function createRows(): { readonly roots: Record<string, Row>; readonly rows: Row[] } {
  const places: Row[] = ['park', 'pool', 'library'].map((code, position) => ({
    __typename: 'Place',
    code,
    title: `The ${code}`,
    scale: position === 0 ? 'FIVE' : 'TEN',
    stars: ({ scale }: { scale: string }) => (scale === 'TEN' ? 8 : 4) + position,
  }));
  const people: Row[] = ['1', '2', '3'].map((id, position) => ({
    __typename: 'Person',
    id,
    uin: `SECRET-${id}`,
    name: `Person ${id}`,
    age: position === 2 ? null : 20 + position,
    height: ({ unit }: { unit: string }) => (unit === 'M' ? 1.7 : 5.6) + position,
    size: position === 2 ? null : 'tall',
    address: position === 1 ? null : { street: `Street ${id}`, city: 'Hangzhou' },
    tags: [['a', id], []],
    diary: 'dear diary',
    secret: 'secret',
    toString: 'plain',
    constructor: 'plain too',
    broken: () => {
      throw new Error('SELECT * FROM internals');
    },
    brokenNonNull: position === 0 ? 'whole' : () => Promise.reject(new Error('internals')),
    category: position === 2 ? null : 'adult',
  }));
  const companies: Row[] = [{ __typename: 'Company', id: '9', name: 'Company', staff: people.slice(0, 2) }];
  for (const [position, person] of people.entries()) {
    const next = people[(position + 1) % people.length];
    person.friend = position === 2 ? null : next;
    person.friends = [next, person];
    person.home = places[position];
    person.visits = ({ limit }: Limit) =>
      places.slice(0, limit).map((place, at) => ({ place, at: `day ${at}`, note: 'n' }));
    person.reviews = [{ text: `by ${String(person.id)}`, author: person }];
  }
  for (const [position, place] of places.entries()) {
    place.visitors = people.slice(position);
    place.review = { text: 'fine', author: people[position] };
  }
  const rows = [...people, ...companies, ...places];
  const find = (id: unknown) => rows.find((row) => row.id === id || row.code === id) ?? null;
  const Query: Row = {
    __typename: 'Query',
    person: ({ id }: { id: string }) => find(id),
    people,
    agents: [...people, ...companies, null],
    search: [...companies, ...people],
    place: ({ code }: { code: string }) => find(code),
  };
  const Mutation: Row = {
    __typename: 'Mutation',
    rename: ({ id, name }: { id: string; name: string }) => Object.assign(find(id) ?? {}, { name }),
    visit: ({ place }: { place: string }) => ({ place: find(place), at: 'now', note: 'n' }),
  };
  return { roots: { Query, Mutation }, rows };
}

/** Operations whose answers must equal the monolith's. */
export const operations: readonly {
  readonly title: string;
  readonly query: string;
  readonly variables?: object;
}[] = [
  { title: 'one subgraph', query: '{ person(id: "1") { name age } }' },
  { title: 'two subgraphs', query: '{ person(id: "1") { name visits { at place { title stars } } } }' },
  {
    title: 'lists of entities',
    query:
      '{ people { id friends { name visits(limit: 1) { place { code title } } reviews { text author { age } } } } }',
  },
  {
    title: 'aliases with arguments',
    query:
      '{ a: person(id: "1") { one: visits(limit: 1) { at } two: visits(limit: 3) { at place { t: title } } } b: person(id: "2") { n: name m: name } }',
  },
  {
    title: 'aliases that collide with keys',
    query: '{ person(id: "1") { id: name code: id visits { place { code: title title: code } } } }',
  },
  {
    title: 'entities at many places, asked for differently at each',
    query:
      '{ people { friends { friends { home { title } one: visits(limit: 1) { at place { stars } } } home { code } one: visits(limit: 2) { at } } home { visitors { name home { title stars } } } } }',
  },
  {
    title: 'errors of an entity at many places',
    query: '{ people { home { title visitors { friends { id broken home { stars } } } } } }',
  },
  {
    title: 'null that bubbles in an entity at many places',
    query: '{ people { friends { home { title visitors { id friend { name brokenNonNull } } } } } }',
  },
  { title: '@requires', query: '{ people { category } }' },
  {
    title: 'interfaces',
    query:
      '{ agents { __typename id ... on Person { age visits { at } } ... on Company { staff { name category } } } }',
  },
  { title: 'interfaces without __typename', query: '{ agents { id ... on Person { name } } }' },
  {
    title: 'unions',
    query:
      '{ search { ... on Company { id staff { id } } ... on Person { t: __typename name home: friend { name } } } }',
  },
  {
    title: 'same key in sibling fragments',
    query: '{ search { ... on Company { x: name } ... on Person { x: category } } }',
  },
  {
    title: 'named fragments',
    query:
      'query Q { people { ...P } } fragment P on Person { name friend { ...F } } fragment F on Person { visits { ...V } } fragment V on Visit { place { stars(scale: TEN) scale } }',
  },
  {
    title: '@skip and @include',
    query:
      'query ($yes: Boolean!, $no: Boolean!) { person(id: "1") { name @include(if: $no) age @skip(if: $no) visits @include(if: $yes) { at @skip(if: $yes) place @include(if: $no) { title } } ... @skip(if: $yes) { id } ...R @include(if: $yes) } } fragment R on Person { reviews { text } }',
    variables: { yes: true, no: false },
  },
  {
    title: 'a field twice with other conditions',
    query:
      'query ($yes: Boolean!, $no: Boolean!) { person(id: "1") { friend @include(if: $no) { age } friend @include(if: $yes) { name } friend { id } } }',
    variables: { yes: true, no: false },
  },
  {
    title: 'a field that a later selection brings in first',
    query:
      'query ($no: Boolean!) { person(id: "1") { name @include(if: $no) age id @include(if: $no) tags name ... { id } } }',
    variables: { no: false },
  },
  {
    title: 'arguments of fields that @requires reads with others',
    query:
      '{ a: person(id: "1") { height size h: height(unit: FT) } b: person(id: "1") { size height(unit: M) } people { height size } }',
  },
  { title: 'a missing object', query: '{ person(id: "77") { name visits { at } } }' },
  { title: 'null keys', query: '{ people { friend { name visits { at } } } }' },
  { title: 'lists of lists', query: '{ people { tags } }' },
  { title: 'an error', query: '{ person(id: "1") { name broken visits { at } } }' },
  {
    title: 'an error that bubbles',
    query: '{ a: person(id: "1") { brokenNonNull } b: person(id: "2") { name brokenNonNull visits { at } } }',
  },
  {
    title: 'an error that bubbles out of a list',
    query: '{ people { brokenNonNull } place(code: "park") { title } }',
  },
  { title: 'errors inside entities', query: '{ place(code: "park") { visitors { id broken name } } }' },
  {
    title: 'variables and defaults',
    query:
      'query ($limit: Int = 3, $scale: Scale!) { person(id: "2") { visits(limit: $limit) { place { stars(scale: $scale) } } } }',
    variables: { scale: 'TEN' },
  },
  {
    title: 'mutations in series',
    query:
      'mutation { a: rename(id: "1", name: "A") { name visits { at } } v: visit(person: "1", place: "pool") { place { title stars } } b: rename(id: "1", name: "B") { name } }',
  },
  {
    title: 'aliases that are keys which the client cannot see',
    query: '{ person(id: "1") { uin: id _as_uin: name __typename: age reviews { text } } }',
  },
  {
    title: 'aliases that look like what the gateway makes of aliases',
    query:
      '{ people: person(id: "1") { reviews { text } } _as_people: __schema { __typename } _as_x: __typename }',
  },
  {
    title: 'hostile keys',
    query:
      '{ person(id: "1") { __proto__: name constructor toString hasOwnProperty: age valueOf: visits { toString: at } } }',
  },
  {
    title: '__typename everywhere',
    query:
      '{ __typename t: __typename person(id: "1") { __typename friend { kind: __typename } } search { __typename } }',
  },
  {
    title: 'introspection beside data',
    query:
      '{ __schema { queryType { name } } p: __type(name: "Person") { fields { name } } person(id: "1") { name } }',
  },
  {
    title: 'introspection in a fragment',
    query: '{ ...I } fragment I on Query { name: __schema { id: queryType { title: name } } }',
  },
];
