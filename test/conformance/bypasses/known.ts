import { type Bypass, subgraphsOf } from './bypass.ts';

const search = `
  type Query { search: Subject }
  union Subject = User | Company
  type User { secret: String @requiresScopes(scopes: [["secret"]])  id: ID }
  type Company { secret: String @authenticated  id: ID }`;
const siblings = '{ search { ... on User { x: secret } ... on Company { x: secret } } }';
const vault = subgraphsOf(['type Query { vault: String @authenticated  open: String }']);
const closed = ['Query.vault'];
const open = ['Query.open'];

const leaves = subgraphsOf([
  `type Query { plate: Plate  plates(of: Grade): [Plate!]  car: Car  cars: [Car!]  open: String }
   type Car { grade: Grade  grades: [[Grade!]!]  open: String }
   scalar Plate @authenticated
   enum Grade @policy(policies: [["role:auditor"]]) { A B }`,
]);
const taken = (definition: string) => subgraphsOf([`type Query { open(by: Taken): String } ${definition}`]);

/** Known bypasses of other gateways without an advisory. */
export const known: readonly Bypass[] = [
  {
    title: 'members of a union with different scopes under one response key: the stricter',
    subgraphs: subgraphsOf([search]),
    defence: {
      kind: 'denied',
      query: siblings,
      closed: ['User.secret'],
      caller: 'lin',
      members: { Subject: 'User' },
    },
  },
  {
    title: 'members of a union with different scopes under one response key: the laxer',
    subgraphs: subgraphsOf([search]),
    defence: {
      kind: 'denied',
      query: siblings,
      closed: [],
      open: ['Company.secret'],
      caller: 'lin',
      members: { Subject: 'Company' },
    },
  },
  {
    title: 'an alias on a guarded root field',
    subgraphs: vault,
    defence: { kind: 'denied', query: '{ x: vault }', closed },
  },
  {
    title: 'an alias that is the name of an open field',
    subgraphs: vault,
    defence: { kind: 'denied', query: '{ open: vault y: open }', closed, open },
  },
  {
    title: 'an alias that imitates introspection',
    subgraphs: vault,
    defence: { kind: 'denied', query: '{ __schema: vault __type: open }', closed, open },
  },
  {
    title: 'introspection in the same operation',
    subgraphs: vault,
    defence: {
      kind: 'denied',
      query: '{ __schema { queryType { name } } vault ...F } fragment F on Query { __typename open }',
      closed,
      open,
    },
  },
  {
    title: 'a condition on a variable',
    subgraphs: vault,
    defence: {
      kind: 'denied',
      query: 'query ($yes: Boolean = true) { ... @include(if: $yes) { vault } vault @skip(if: $yes) open }',
      closed,
      open,
    },
  },
  {
    title: 'a rule on a scalar, on every field that returns it',
    subgraphs: leaves,
    defence: {
      kind: 'denied',
      query: '{ plate open x: plates(of: A) }',
      closed: ['Query.plate', 'Query.plates'],
      open,
    },
  },
  {
    title: 'a rule on an enum, below other fields and in lists',
    subgraphs: leaves,
    defence: {
      kind: 'denied',
      query: '{ car { open ...G } } fragment G on Car { grade x: grades }',
      closed: ['Car.grade', 'Car.grades'],
      open: ['Car.open'],
      caller: 'lin',
    },
  },
  {
    title: 'a rule on a scalar that only arguments use',
    subgraphs: taken('scalar Taken @authenticated'),
    defence: { kind: 'composition refused' },
  },
  {
    title: 'a rule on a scalar that only arguments use, by another composer',
    subgraphs: taken('scalar Taken extend type Query { vault: String @authenticated }'),
    alter: (sdl) => sdl.replace('scalar Taken', 'scalar Taken @authenticated'),
    defence: { kind: 'start refused' },
  },
  {
    title: 'a rule on an enum that only an input uses',
    subgraphs: taken('input Taken { grade: Grade } enum Grade @authenticated { A B }'),
    defence: { kind: 'composition refused' },
  },
  {
    title: 'a rule on an enum that only an input uses, by another composer',
    subgraphs: taken(
      'input Taken { grade: Grade } enum Grade { A B } extend type Query { vault: String @authenticated }',
    ),
    alter: (sdl) => sdl.replace('enum Grade', 'enum Grade @authenticated'),
    defence: { kind: 'start refused' },
  },
  {
    title: 'a rule on an input',
    subgraphs: taken('input Taken @authenticated { grade: Int }'),
    defence: { kind: 'composition refused' },
  },
  {
    title: 'a rule on an argument',
    subgraphs: subgraphsOf(['type Query { open(by: Int @authenticated): String }']),
    defence: { kind: 'composition refused' },
  },
  {
    title: 'a rule on an argument, by another composer',
    subgraphs: subgraphsOf(['type Query { open(by: Int): String  vault: String @authenticated }']),
    alter: (sdl) => sdl.replace('open(by: Int)', 'open(by: Int @authenticated)'),
    defence: { kind: 'start refused' },
  },
  {
    title: 'scopes without an alternative',
    subgraphs: subgraphsOf(['type Query { vault: String @requiresScopes(scopes: []) }']),
    defence: { kind: 'composition refused' },
  },
  {
    title: 'scopes without an alternative, by another composer',
    subgraphs: subgraphsOf(['type Query { vault: String @requiresScopes(scopes: [["a"]]) }']),
    alter: (sdl) => sdl.replace('scopes: [["a"]]', 'scopes: []'),
    defence: { kind: 'start refused' },
  },
  {
    title: 'an unknown policy',
    subgraphs: subgraphsOf(['type Query { vault: String @policy(policies: [["root"]]) }']),
    defence: { kind: 'composition refused' },
  },
  {
    title: 'an unknown policy, by another composer',
    subgraphs: subgraphsOf(['type Query { vault: String @policy(policies: [["role:root"]]) }']),
    alter: (sdl) => sdl.replace('role:root', 'root'),
    defence: { kind: 'start refused' },
  },
  {
    title: 'a SECURITY feature that is not enforced',
    subgraphs: vault,
    alter: (sdl) =>
      sdl.replace(/^schema\n/, '$&  @link(url: "https://specs.test/secret/v1.0", for: SECURITY)\n'),
    defence: { kind: 'start refused' },
  },
  {
    title: 'rules without a link',
    subgraphs: vault,
    alter: (sdl) => sdl.replace(/ {2}@link\(url: "https:\/\/specs\.apollo\.dev\/authenticated.*\n/, ''),
    defence: { kind: 'start refused' },
  },
];
