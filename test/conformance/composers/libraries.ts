import type { SubgraphDefinition } from '@civic-graph/supergraph';

/** A fifth agency, which extends types of transport and identity. */
export const libraries: SubgraphDefinition = {
  name: 'libraries',
  url: 'http://libraries.invalid/graphql',
  sdl: `
    extend schema
      @link(
        url: "https://specs.apollo.dev/federation/v2.9"
        import: ["@key", "@inaccessible", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"]
      )
      @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
      @link(url: "https://civic-graph.example/cache-control/v1.0", import: ["@cacheControl"])
      @link(url: "https://civic-graph.example/sunset/v1.0", import: ["@sunset"])
      @composeDirective(name: "@dataClass")
      @composeDirective(name: "@cacheControl")
      @composeDirective(name: "@sunset")
    directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
    directive @composeDirective(name: String) repeatable on SCHEMA
    directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
    directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
    directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @requiresScopes(scopes: [[federation__Scope!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @policy(policies: [[federation__Policy!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
    directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on OBJECT | INTERFACE | UNION | FIELD_DEFINITION
    directive @sunset(on: String!) on FIELD_DEFINITION
    enum link__Purpose { SECURITY EXECUTION }
    scalar link__Import
    scalar federation__FieldSet
    scalar federation__Scope
    scalar federation__Policy
    enum DataClass { C0 C1 C2 C3 C4 }
    enum CacheControlScope { PUBLIC PRIVATE }

    type Query { branch(id: ID!): Branch @dataClass(class: C0) }
    type Branch @key(fields: "id") @dataClass(class: C0) @cacheControl(maxAge: 60) {
      id: ID!
      name: String!
      title: String @deprecated(reason: "Use name.") @sunset(on: "2036-12-31")
    }
    extend type Station @key(fields: "gtfsId") @dataClass(class: C0) @cacheControl(maxAge: 60) {
      gtfsId: ID!
      nearestBranch: Branch
      seats: Int
    }
    extend type Citizen @key(fields: "uin") @dataClass(class: C2) {
      uin: ID! @inaccessible @authenticated @dataClass(class: C1)
      loans: [Loan!] @requiresScopes(scopes: [["libraries:loans"]]) @policy(policies: [["owner", "consent:libraries:loans"]])
    }
    type Loan
      @requiresScopes(scopes: [["libraries:loans"]])
      @policy(policies: [["owner", "consent:libraries:loans"]])
      @dataClass(class: C2) { title: String  branch: Branch }
  `,
};
