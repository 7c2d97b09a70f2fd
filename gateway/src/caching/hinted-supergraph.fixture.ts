import { type ConstDirectiveNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { subgraphs } from '../execution/create-engine.fixture.ts';
import { composeSupergraph } from '../supergraph/compose.ts';

/** Subgraph -> `Type` or `Type.field` -> arguments of its `@cacheControl`. */
export type Hints = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What of the test graph may be kept. Nothing of `people` but the list of names. */
export const testHints: Hints = {
  people: { 'Query.people': 'maxAge: 40', 'Person.name': 'maxAge: 60' },
  places: { 'Query.place': 'maxAge: 60', 'Place.title': 'maxAge: 60' },
  ratings: {
    'Place.stars': 'maxAge: 30',
    'Place.scale': 'maxAge: 90',
    'Place.review': 'maxAge: 90',
    'Review.author': 'inheritMaxAge: true',
  },
};

const header = `
  extend schema
    @link(url: "https://civic-graph.example/cache-control/v1.0", import: ["@cacheControl"])
    @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean)
    on OBJECT | INTERFACE | UNION | FIELD_DEFINITION
  enum CacheControlScope { PUBLIC PRIVATE }
`;

/** The test graph, or another one, with hints written into its subgraphs. */
export function hintedSupergraph(hints: Hints = testHints, of = subgraphs): string {
  return composeSupergraph(
    of.map(({ name, url, sdl }) => ({ name, url, sdl: withHints(sdl, hints[name] ?? {}) })),
  );
}

function withHints(sdl: string, hints: Readonly<Record<string, string>>): string {
  const left = new Set(Object.keys(hints));
  const hinted = <T extends { readonly directives?: readonly ConstDirectiveNode[] }>(
    coordinate: string,
    node: T,
  ): T => {
    const hint = hints[coordinate];
    if (hint === undefined || !left.delete(coordinate)) return node;
    return { ...node, directives: [...(node.directives ?? []), directive(hint)] };
  };
  const document = visit(parse(sdl), {
    ObjectTypeDefinition: {
      enter: (type) =>
        hinted(type.name.value, {
          ...type,
          fields: type.fields?.map((field) => hinted(`${type.name.value}.${field.name.value}`, field)) ?? [],
        }),
    },
    InterfaceTypeDefinition: { enter: (type) => hinted(type.name.value, type) },
    UnionTypeDefinition: { enter: (type) => hinted(type.name.value, type) },
  }) as DocumentNode;
  if (left.size > 0) throw new Error(`there is no ${[...left].join()}`);
  return header + print(document);
}

function directive(argumentsText: string): ConstDirectiveNode {
  const [type] = parse(`type T @cacheControl(${argumentsText})`).definitions;
  if (type?.kind !== Kind.OBJECT_TYPE_DEFINITION || !type.directives?.[0]) throw new Error('unreachable');
  return type.directives[0];
}
