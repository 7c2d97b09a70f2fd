import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, Kind, parse, print, visit } from 'graphql';

/** A row of test data, shared by every subgraph and the monolith. */
export type Row = Record<string, unknown> & { readonly __typename: string };

export interface InProcessSubgraph {
  readonly name: string;
  readonly sdl: string;
}

export interface SubgraphCall {
  readonly subgraph: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** In-process subgraphs over one set of rows, for tests of the engine. */
export interface InProcessGraph {
  /** Answers with the HTTP body of the subgraph. */
  respond(subgraph: string, text: string, variables: Readonly<Record<string, unknown>>): Promise<string>;
  readonly calls: SubgraphCall[];
}

/**
 * @param roots values and functions of the root fields, by root type name
 * @param rows all entities; `_entities` finds one by the fields of a representation
 */
export function createInProcessGraph(
  subgraphs: readonly InProcessSubgraph[],
  roots: Readonly<Record<string, Row>>,
  rows: readonly Row[],
): InProcessGraph {
  const schemas = new Map(subgraphs.map(({ name, sdl }) => [name, subgraphSchema(sdl, rows)]));
  const calls: SubgraphCall[] = [];
  return {
    calls,
    async respond(subgraph, text, variables) {
      const schema = schemas.get(subgraph);
      if (!schema) throw new Error(`there is no subgraph ${subgraph}`);
      calls.push({ subgraph, text, variables });
      const isMutation = text.startsWith('mutation');
      const rootValue = isMutation ? roots.Mutation : roots.Query;
      return JSON.stringify(await graphql({ schema, source: text, variableValues: variables, rootValue }));
    },
  };
}

function subgraphSchema(sdl: string, rows: readonly Row[]): GraphQLSchema {
  const typeDefs = parse(sdl);
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const definition of typeDefs.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    if (!definition.directives?.some((directive) => directive.name.value === 'key')) continue;
    resolvers[definition.name.value] = {
      __resolveReference: (reference: Row) => resolveReference(reference, rows),
    };
  }
  return buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
}

/** The row, overlaid with the fields of `@requires`. */
function resolveReference(reference: Row, rows: readonly Row[]): Row | null {
  const row = rows.find(
    (candidate) =>
      candidate.__typename === reference.__typename &&
      Object.entries(reference).every(
        ([key, value]) =>
          typeof value === 'object' || typeof candidate[key] === 'function' || candidate[key] === value,
      ),
  );
  const given = Object.entries(reference).filter(([, value]) => typeof value !== 'object' || value === null);
  return row ? { ...row, ...Object.fromEntries(given) } : null;
}

/** Schema header: the federation directives and data classes. */
export function federationHeader(...directives: readonly `@${string}`[]): string {
  const imports = [...directives, '@composeDirective'].map((name) => `"${name}"`).join(', ');
  return `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])
    @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
  directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
  enum DataClass { C0 C1 C2 C3 C4 }
`;
}

/** Writes `@dataClass(class: C0)` on every field that has no class, so that test schemas stay short. */
export function withPublicClass(sdl: string): string {
  return print(
    visit(parse(sdl), {
      FieldDefinition: (field) =>
        field.directives?.some((directive) => directive.name.value === 'dataClass')
          ? undefined
          : { ...field, directives: [...(field.directives ?? []), publicClass] },
    }),
  );
}

const publicClass = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'dataClass' },
  arguments: [
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'class' },
      value: { kind: Kind.ENUM, value: 'C0' },
    },
  ],
} as const;
