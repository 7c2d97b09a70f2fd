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

/** Ways through that are told of gateways without an advisory of their own. */
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
    title: 'an alias that looks like introspection',
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
    title: 'a condition that a variable decides',
    subgraphs: vault,
    defence: {
      kind: 'denied',
      query: 'query ($yes: Boolean = true) { ... @include(if: $yes) { vault } vault @skip(if: $yes) open }',
      closed,
      open,
    },
  },
  {
    title: 'scopes without an alternative',
    subgraphs: subgraphsOf(['type Query { vault: String @requiresScopes(scopes: []) }']),
    defence: { kind: 'start refused' },
  },
  {
    title: 'a policy that nobody knows',
    subgraphs: subgraphsOf(['type Query { vault: String @policy(policies: [["root"]]) }']),
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
    title: 'rules that nobody linked',
    subgraphs: vault,
    alter: (sdl) => sdl.replace(/ {2}@link\(url: "https:\/\/specs\.apollo\.dev\/authenticated.*\n/, ''),
    defence: { kind: 'start refused' },
  },
];
