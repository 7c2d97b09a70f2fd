import { type Bypass, byOlderComposer, links, subgraphsOf } from './bypass.ts';

const scoped = '@requiresScopes(scopes: [["address"]])';
const auditor = '@policy(policies: [["role:auditor"]])';

const renamed = (header: string, rule: string): Pick<Bypass, 'subgraphs' | 'defence'> => ({
  subgraphs: subgraphsOf([`type Query { vault: String ${rule}  open: String }`], header),
  defence: { kind: 'denied', query: '{ vault open }', closed: ['Query.vault'], open: ['Query.open'] },
});

const nodes = (user: string, company: string, node = '') => `
  type Query { node: Node  user: User  company: Company  vault: String @authenticated }
  interface Node${node} { id: ID  secret: String }
  type User implements Node ${user}
  type Company implements Node ${company}`;
const open = '{ id: ID  secret: String }';
const guarded = '{ id: ID  secret: String @authenticated }';
const asUser = { Node: 'User' };
const asCompany = { Node: 'Company' };

const requiring = (rule: string) => [
  `type Query { user: User } type User @key(fields: "id") { id: ID!  address: String ${scoped} }`,
  `type User @key(fields: "id") { id: ID!  address: String @external  label: String @requires(fields: "address") ${rule} }`,
];
const threeHops = [
  `type Query { user: User } type User @key(fields: "id") { id: ID!  address: String ${scoped} }`,
  `type User @key(fields: "id") { id: ID!  address: String @external  area: String @requires(fields: "address") ${scoped} }`,
  `type User @key(fields: "id") { id: ID!  area: String @external  label: String @requires(fields: "area") ${scoped} }`,
];
const requiringBelow = [
  `type Query { user: User } type User @key(fields: "id") { id: ID!  account: Account }
   type Account @shareable { iban: String ${scoped}  bank: String }`,
  `type User @key(fields: "id") { id: ID!  account: Account @external  label: String @requires(fields: "account { bank iban }") ${scoped} }
   type Account @shareable { iban: String ${scoped}  bank: String }`,
];
const fromContext = (rule: string) => [
  `type Query { user: User }
   type User @key(fields: "id") @context(name: "user") { id: ID!  address: String ${scoped}  parcel: Parcel }
   type Parcel @key(fields: "id") { id: ID!  label(address: String @fromContext(field: "$user { address }")): String ${rule} }`,
];
const keyed = [
  `type Query { parcel: Parcel } type Parcel @key(fields: "barcode") { barcode: ID! @authenticated  weight: Int }`,
  'type Parcel @key(fields: "barcode") { barcode: ID! @authenticated  place: String }',
];
/** The second subgraph knows an address only on the path through `tenant`. */
const providing = (more = '', tenant = 'tenant: User @provides(fields: "address")') => [
  `type Query { user: User } type User @key(fields: "id") { id: ID!  address: String @shareable ${scoped} }`,
  `type Query { ${tenant} } type User @key(fields: "id") { id: ID!  address: String @external ${more} }
   type Company { id: ID } union Subject = User | Company`,
];
/** Other subgraphs see the media of the first as objects. */
const media = (fields: string, ...others: string[]) => [
  `type Query { media: Media  book: Book }
   interface Media @key(fields: "id") { id: ID!  title: String }
   type Book implements Media @key(fields: "id") { ${fields} }
   type Film implements Media @key(fields: "id") { ${fields} }`,
  ...others.map((other) => `type Media @interfaceObject @key(fields: "id") { id: ID!  ${other} }`),
];
const rated = media('id: ID!  title: String', 'rating: Int @authenticated');
const guardedTitle = `id: ID!  title: String ${scoped}`;
const labelled = `title: String @external  label: String @requires(fields: "title")`;
const captioned = `label: String @external  caption: String @requires(fields: "label")`;
const keyedMedia = media('id: ID! @authenticated  title: String', 'rating: Int');
const asBook = { Media: 'Book' };
const unguarded = (...fields: string[]) =>
  byOlderComposer(fields.flatMap((field) => ['Media', 'Book', 'Film'].map((type) => `${type}.${field}`)));

/** Advisory -> its bypasses, each with a query. */
export const published: Readonly<Record<string, readonly Bypass[]>> = {
  'GHSA-g8jh-vg5j-4h3f, CVE-2025-64347: rules under another name were not enforced': [
    { title: 'an import under another name', ...renamed(links({ '@authenticated': '@login' }), '@login') },
    {
      title: 'a directive in its namespace',
      ...renamed(links({ '@policy': '' }), auditor.replace('@', '@federation__')),
    },
    {
      title: 'a namespace under another name',
      ...renamed(
        links({ '@requiresScopes': '' }).replace('v2.9", ', 'v2.9", as: "fed", '),
        scoped.replace('@', '@fed__'),
      ),
    },
  ],

  'GHSA-mx7m-j9xf-62hw, CVE-2025-64530: a rule on an interface was bypassed through an implementer': [
    {
      title: 'a rule on an interface',
      subgraphs: subgraphsOf([nodes(open, open, ' @authenticated')]),
      defence: { kind: 'composition refused' },
    },
    {
      title: 'a rule on a field of an interface',
      subgraphs: subgraphsOf([
        nodes(open, open).replace('Node { id: ID  secret: String', `Node ${guarded.slice(0, -2)}`),
      ]),
      defence: { kind: 'composition refused' },
    },
    {
      title: 'left on the field by an older composer, requested in an inline fragment',
      subgraphs: subgraphsOf([nodes(open, open)]),
      alter: byOlderComposer([], { 'Node.secret': '@authenticated' }),
      defence: {
        kind: 'denied',
        query: '{ node { id ... on User { secret } } }',
        closed: ['User.secret'],
        open: ['User.id'],
        members: asUser,
      },
    },
    {
      title: 'left on the field by an older composer, requested in a named fragment of the implementer',
      subgraphs: subgraphsOf([nodes(open, open)]),
      alter: byOlderComposer([], { 'Node.secret': '@authenticated' }),
      defence: {
        kind: 'denied',
        query: '{ user { ...S } } fragment S on User { id x: secret }',
        closed: ['User.secret'],
        open: ['User.id'],
      },
    },
    {
      title: 'left on the interface by an older composer',
      subgraphs: subgraphsOf([nodes(open, open)]),
      alter: byOlderComposer([], { Node: '@authenticated' }),
      defence: { kind: 'denied', query: '{ user { id } }', closed: ['User.id'] },
    },
    {
      title: 'left by an older composer on the interface and on one implementer, requested on the other',
      subgraphs: subgraphsOf([nodes(guarded, open)]),
      alter: byOlderComposer([]),
      defence: {
        kind: 'denied',
        query: '{ company { id secret } }',
        closed: ['Company.secret'],
        open: ['Company.id'],
      },
    },
  ],

  'GHSA-x33c-7c2v-mrj9, CVE-2025-64173: a rule on implementers was bypassed through their interface': [
    {
      title: 'on a field of one implementer',
      subgraphs: subgraphsOf([nodes(guarded, open)]),
      defence: {
        kind: 'denied',
        query: '{ node { id secret } }',
        closed: ['User.secret'],
        open: ['User.id'],
        members: asUser,
      },
    },
    {
      title: 'on a field of all implementers, missing on the interface by an older composer',
      subgraphs: subgraphsOf([nodes(guarded, guarded)]),
      alter: byOlderComposer(['Node.secret']),
      defence: {
        kind: 'denied',
        query: '{ node { id secret } }',
        closed: ['Company.secret'],
        open: ['Company.id'],
        members: asCompany,
      },
    },
    {
      title: 'on an implementer, missing on the interface by an older composer',
      subgraphs: subgraphsOf([nodes(`@authenticated ${open}`, open)]),
      alter: byOlderComposer(['Node']),
      defence: {
        kind: 'denied',
        query: '{ node { id t: __typename } }',
        closed: ['User.id', 'User.__typename'],
        members: asUser,
      },
    },
  ],

  'GHSA-m8jr-fxqx-8xx6: the dependencies of a field were read without their rules': [
    { title: '@requires', subgraphs: subgraphsOf(requiring('')), defence: { kind: 'composition refused' } },
    {
      title: '@requires, by an older composer',
      subgraphs: subgraphsOf(requiring(scoped)),
      alter: byOlderComposer(['User.label']),
      defence: {
        kind: 'denied',
        query: '{ user { id label } }',
        closed: ['User.label'],
        open: ['User.id'],
        caller: 'operator-transport',
      },
    },
    {
      title: '@requires over two hops, by an older composer',
      subgraphs: subgraphsOf(threeHops),
      alter: byOlderComposer(['User.label', 'User.area']),
      defence: { kind: 'denied', query: '{ user { id label } }', closed: ['User.label'], open: ['User.id'] },
    },
    {
      title: '@requires of a field below another, by an older composer',
      subgraphs: subgraphsOf(requiringBelow),
      alter: byOlderComposer(['User.label']),
      defence: {
        kind: 'denied',
        query: '{ user { id l: label account { bank } } }',
        closed: ['User.label'],
        open: ['User.id', 'Account.bank'],
      },
    },
    {
      title: '@fromContext',
      subgraphs: subgraphsOf(fromContext('')),
      defence: { kind: 'composition refused' },
    },
    {
      title: '@fromContext, by an older composer',
      subgraphs: subgraphsOf(fromContext(scoped)),
      alter: byOlderComposer(['Parcel.label']),
      defence: { kind: 'start refused' },
    },
    {
      title: 'an object whose only key is guarded',
      subgraphs: subgraphsOf(keyed),
      defence: { kind: 'denied', query: '{ parcel { place } }', closed: ['Parcel.place'] },
    },
    {
      title: '@provides',
      subgraphs: subgraphsOf(providing()),
      defence: {
        kind: 'denied',
        query: '{ tenant { id address } }',
        closed: ['User.address'],
        open: ['User.id'],
      },
    },
    {
      title: '@provides for one member of a union',
      subgraphs: subgraphsOf(providing('', 'tenant: Subject @provides(fields: "... on User { address }")')),
      defence: {
        kind: 'denied',
        query: '{ tenant { ... on User { id x: address } } }',
        closed: ['User.address'],
        open: ['User.id'],
        members: { Subject: 'User' },
      },
    },
    {
      title: '@requires of a provided field, by an older composer',
      subgraphs: subgraphsOf(providing(`label: String @requires(fields: "address") ${scoped}`)),
      alter: byOlderComposer(['User.label']),
      defence: {
        kind: 'denied',
        query: '{ tenant { id label } }',
        closed: ['User.label'],
        open: ['User.id'],
        unread: ['User.address'],
      },
    },
    {
      title: 'a field of an @interfaceObject, through the interface',
      subgraphs: subgraphsOf(rated),
      defence: {
        kind: 'denied',
        query: '{ media { id rating } }',
        closed: ['Book.rating'],
        open: ['Book.id'],
        unread: ['Media.rating'],
        members: asBook,
      },
    },
    {
      title: 'a field of an @interfaceObject, missing on the implementers by an older composer',
      subgraphs: subgraphsOf(rated),
      alter: byOlderComposer(['Book.rating', 'Film.rating']),
      defence: {
        kind: 'denied',
        query: '{ book { id rating } }',
        closed: ['Book.rating'],
        open: ['Book.id'],
        unread: ['Media.rating'],
      },
    },
    {
      title: '@requires in an @interfaceObject',
      subgraphs: subgraphsOf(media(guardedTitle, labelled)),
      defence: { kind: 'composition refused' },
    },
    {
      title: '@requires in an @interfaceObject, through the interface, by an older composer',
      subgraphs: subgraphsOf(media(guardedTitle, `${labelled} ${scoped}`)),
      alter: unguarded('label'),
      defence: {
        kind: 'denied',
        query: '{ media { id label } }',
        closed: ['Book.label'],
        open: ['Book.id'],
        unread: ['Media.label', 'Book.title'],
        members: asBook,
      },
    },
    {
      title: '@requires in an @interfaceObject over two hops, through an implementer, by an older composer',
      subgraphs: subgraphsOf(media(guardedTitle, `${labelled} ${scoped}`, `${captioned} ${scoped}`)),
      alter: unguarded('label', 'caption'),
      defence: {
        kind: 'denied',
        query: '{ book { id caption } }',
        closed: ['Book.caption'],
        open: ['Book.id'],
        unread: ['Media.caption', 'Media.label', 'Book.title'],
      },
    },
    {
      title: 'an @interfaceObject whose only key is guarded',
      subgraphs: subgraphsOf(keyedMedia),
      defence: {
        kind: 'denied',
        query: '{ book { t: __typename rating } }',
        closed: ['Book.rating'],
        unread: ['Media.rating', 'Book.id'],
      },
    },
  ],

  'GHSA-cg3c-245w-728m, CVE-2025-31481: a rule was bypassed through the lookup of any node': [
    {
      title: 'a guarded type behind an open lookup',
      subgraphs: subgraphsOf([nodes(`@authenticated ${open}`, open)]),
      defence: {
        kind: 'denied',
        query: '{ node { ... on User { id } } }',
        closed: ['User.id'],
        open: ['Query.node'],
        members: asUser,
      },
    },
  ],

  'CVE-2026-19869: a rule on the root type replaced the stricter one on its field': [
    {
      title: 'both rules apply',
      subgraphs: subgraphsOf([`type Query @authenticated { vault: String ${auditor}  open: String }`]),
      defence: {
        kind: 'denied',
        query: '{ vault open }',
        closed: ['Query.vault'],
        open: ['Query.open'],
        caller: 'lin',
      },
    },
  ],
};
