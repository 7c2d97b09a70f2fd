import { buildSubgraphSchema } from '@apollo/subgraph';
import type { SubgraphDefinition } from '@civic-graph/supergraph';
import {
  type DocumentNode,
  execute,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  parse,
} from 'graphql';

/** Agencies that answer everything and count what they are asked. */
export interface MockSubgraphs {
  respond(subgraph: string, text: string, variables: Readonly<Record<string, unknown>>): Promise<string>;
  /** Coordinates resolved since the last `reset`. */
  readonly resolved: ReadonlySet<string>;
  /** @param members object type chosen for each abstract type, by name */
  reset(members: ReadonlyMap<string, string>): void;
}

export function createMockSubgraphs(definitions: readonly SubgraphDefinition[]): MockSubgraphs {
  const schemas = new Map(definitions.map(({ name, sdl }) => [name, buildSubgraphSchema(parse(sdl))]));
  const resolved = new Set<string>();
  const documents = new Map<string, DocumentNode>();

  let members: ReadonlyMap<string, string> = new Map();

  const fieldResolver: GraphQLFieldResolver<Record<string, unknown>, unknown> = (source, _, __, info) => {
    resolved.add(`${info.parentType.name}.${info.fieldName}`);
    return source?.[info.fieldName] ?? sample(info.returnType, info.schema);
  };

  function sample(type: GraphQLOutputType, schema: GraphQLSchema): unknown {
    if (isNonNullType(type)) return sample(type.ofType, schema);
    if (isListType(type)) return [sample(type.ofType, schema)];
    if (isEnumType(type)) return type.getValues()[0]?.value;
    if (isScalarType(type)) return samples[type.name] ?? '1';
    if (isAbstractType(type)) {
      return { __typename: members.get(type.name) ?? schema.getPossibleTypes(type)[0]?.name };
    }
    return {};
  }

  /** The same fetch is repeated for every caller. */
  function documentOf(text: string): DocumentNode {
    const document = documents.get(text) ?? parse(text);
    documents.set(text, document);
    return document;
  }

  return {
    resolved,
    reset(next) {
      resolved.clear();
      members = next;
    },
    async respond(subgraph, text, variables) {
      const schema = schemas.get(subgraph)!;
      return JSON.stringify(
        await execute({ schema, document: documentOf(text), variableValues: variables, fieldResolver }),
      );
    },
  };
}

const samples: Readonly<Record<string, unknown>> = { Int: 1, Float: 1.5, Boolean: true };
