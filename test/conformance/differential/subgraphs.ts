import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  parse,
  validate,
} from 'graphql';
import type { Data, Item, State } from './data.ts';
import type { Model } from './model.ts';
import { writeSdl, writeTypes } from './write-sdl.ts';

/** A subgraph without a process: `text` is the JSON that it would send. */
export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  /** What of it is not the same in every subgraph. */
  readonly types: string;
  respond(query: string, variables: Readonly<Record<string, unknown>>, state: State): Promise<string>;
}

export function createSubgraph(model: Model, data: Data, name: string): Subgraph {
  const sdl = writeSdl(model, name);
  const typeDefs = parse(sdl);
  const reference = { __resolveReference: (given: Record<string, unknown>) => data.find(given) };
  const resolvers: Record<string, object> = {};
  for (const [type, { kind, places }] of model.objects) {
    if (places.has(name) && (kind === 'entity' || kind === 'interfaceObject')) resolvers[type] = reference;
  }
  for (const [type, { places }] of model.interfaces) {
    if (places.get(name)?.keys.length) {
      resolvers[type] = { ...reference, __resolveType: ({ type: runtime }: Item) => runtime };
    }
  }
  const schema = buildSubgraphSchema({ typeDefs, resolvers: resolvers as never });
  const documents = new Map<string, DocumentNode>();
  const fieldResolver = resolverOf(data, name);
  return {
    name,
    sdl,
    types: writeTypes(model, name),
    async respond(query, variables, state) {
      let document = documents.get(query);
      if (!document) {
        document = parse(query);
        const [invalid] = validate(schema, document);
        if (invalid) throw new Error(`${name} cannot be asked: ${invalid.message}\n${query}`);
        documents.set(query, document);
      }
      return JSON.stringify(
        await execute({
          schema,
          document,
          variableValues: variables,
          contextValue: state,
          fieldResolver,
          // What `_entities` was asked for goes first: an interface that is an object here.
          typeResolver: ({ type, __typename = type }: Item & { readonly __typename?: string }) => __typename,
        }),
      );
    },
  };
}

const root: Item = { type: 'Query', number: 0 };

function resolverOf(data: Data, subgraph: string): GraphQLFieldResolver<Item | undefined, State> {
  return (source, args, state, { fieldName, parentType }) => {
    const item = source ?? { ...root, type: parentType.name };
    const field = data.field(item.type, fieldName);
    const place = field.places.get(subgraph);
    if (place?.role === 'overridden') throw new GraphQLError('this field is another subgraph’s now');
    if (place?.role === 'external' && item.provided !== fieldName) {
      throw new GraphQLError('this subgraph does not resolve the field here');
    }
    if (place?.requires && !item.representation)
      throw new GraphQLError('what the field requires was not given');
    const required = place?.requires ? data.requiredFrom(item.representation ?? {}, place.requires) : null;
    const value = data.value(item, field, args, state, required);
    return place?.provides ? providing(value, place.provides) : value;
  };
}

/** @param selection a field, or that of one type of several */
function providing(value: unknown, selection: string): unknown {
  if (Array.isArray(value)) return value.map((item) => providing(item, selection));
  if (value === null) return null;
  const item = value as Item;
  const { type = item.type, provided } =
    /^(?:\.\.\. on (?<type>\w+) \{ )?(?<provided>\w+)/.exec(selection)?.groups ?? {};
  return type === item.type ? { ...item, provided } : item;
}
