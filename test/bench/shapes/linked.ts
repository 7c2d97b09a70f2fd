/** Header of a subgraph that uses this platform's directives. */
export const linked = `extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"]
  )
  @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
  @composeDirective(name: "@dataClass")

directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION

enum DataClass { C0 C1 C2 C3 C4 }
`;
