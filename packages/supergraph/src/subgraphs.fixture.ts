import type { SubgraphDefinition } from './composition/subgraph-document.ts';

const imports = [
  '@key',
  '@external',
  '@requires',
  '@provides',
  '@shareable',
  '@inaccessible',
  '@interfaceObject',
  '@authenticated',
  '@requiresScopes',
  '@policy',
  '@composeDirective',
];

/** Links and definitions that a subgraph with classes, rules and cache hints needs. */
export const header = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports.map((name) => `"${name}"`).join(', ')}])
  @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
  @link(url: "https://civic-graph.example/cache-control/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@dataClass")
  @composeDirective(name: "@cacheControl")
directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean)
  on OBJECT | INTERFACE | UNION | FIELD_DEFINITION
enum DataClass { C0 C1 C2 C3 C4 }
enum CacheControlScope { PUBLIC PRIVATE }
`;

export function subgraph(name: string, sdl: string): SubgraphDefinition {
  return { name, url: `http://${name}.invalid/graphql`, sdl: header + sdl };
}
