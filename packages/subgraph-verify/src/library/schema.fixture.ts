import type { Principal } from '@civic-graph/policy';
import { type Sample, sampleSchema } from '../sample.ts';

const rules = `
  @requiresScopes(scopes: [["libraries:loans", "libraries:read"], ["libraries:all"]])
  @policy(policies: [["owner", "consent:libraries:loans"], ["role:librarian"]])
  @dataClass(class: C2)`;

/** A subgraph to which every check applies. */
export const librarySchema = `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@inaccessible", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"]
    )
    @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
  directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
  enum DataClass { C0 C1 C2 C3 C4 }
  type Query {
    branch(id: ID!): Branch @dataClass(class: C0)
    fails: String @dataClass(class: C0)
    bulk: String @dataClass(class: C0)
    me: Citizen @authenticated @dataClass(class: C1)
    overdue: [Loan!] ${rules}
  }
  type Mutation {
    renew(id: ID!): Loan ${rules}
  }
  type Subscription {
    countdown: Int @dataClass(class: C0)
    loanUpdated(id: ID!): Loan ${rules}
  }
  type Branch @key(fields: "id") @key(fields: "code") @dataClass(class: C0) {
    id: ID!
    code: String!
    author: Author
  }
  type Author @key(fields: "id") @dataClass(class: C0) {
    id: ID!
  }
  type Citizen @key(fields: "uin") {
    uin: ID! @inaccessible @authenticated @dataClass(class: C1)
    loans: [Loan!] ${rules}
  }
  type Loan ${rules} {
    id: ID!
    borrower: Citizen
  }
`;

export const borrower: Principal & { readonly kind: 'citizen' } = {
  kind: 'citizen',
  clientId: 'app',
  subject: 'pairwise',
  purpose: 'city-services',
  assurance: 'high',
  scopes: ['libraries:loans', 'libraries:read'],
  consents: ['libraries:loans'],
  consentId: 'consent',
  citizenKey: 'CTZ-1',
};

const librarian: Principal = {
  kind: 'operator',
  clientId: 'console',
  subject: 'librarian',
  purpose: null,
  assurance: 'high',
  scopes: ['libraries:all'],
  agency: 'libraries',
  roles: ['librarian'],
};

export const librarySample: Sample = sampleSchema.parse({
  arguments: {
    'Query.branch': { id: 'west' },
    'Mutation.renew': { id: 'L1' },
    'Subscription.loanUpdated': { id: 'L1' },
  },
  keys: {
    Branch: { id: 'west', code: 'W' },
    Author: { id: 'lu-xun' },
    Citizen: { uin: borrower.citizenKey },
  },
  principals: [borrower, librarian],
  failing: { query: '{ fails }', principal: 0 },
  largest: { query: '{ bulk }' },
  ending: { query: 'subscription { countdown }' },
});
