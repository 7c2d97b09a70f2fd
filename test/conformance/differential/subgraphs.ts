import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  execute,
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  GraphQLError,
  type GraphQLFieldResolver,
  KnownArgumentNamesRule,
  KnownDirectivesRule,
  KnownTypeNamesRule,
  NoUndefinedVariablesRule,
  NoUnusedVariablesRule,
  OverlappingFieldsCanBeMergedRule,
  PossibleFragmentSpreadsRule,
  ProvidedRequiredArgumentsRule,
  parse,
  ScalarLeafsRule,
  ValuesOfCorrectTypeRule,
  VariablesInAllowedPositionRule,
  validate,
} from 'graphql';
import type { Data, Item, State } from './data.ts';
import type { KeyModel, Model } from './model.ts';
import { writeSdl, writeTypes } from './write-sdl.ts';

/** A subgraph without a process: `text` is the JSON of its answer. */
export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  /** The part that is not the same in every subgraph. */
  readonly types: string;
  respond(query: string, variables: Readonly<Record<string, unknown>>, state: State): Promise<string>;
}

/** What a plan can get wrong. All 27 rules would take a third of the whole test. */
const rules = [
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  KnownArgumentNamesRule,
  KnownDirectivesRule,
  KnownTypeNamesRule,
  NoUndefinedVariablesRule,
  NoUnusedVariablesRule,
  OverlappingFieldsCanBeMergedRule,
  PossibleFragmentSpreadsRule,
  ProvidedRequiredArgumentsRule,
  ScalarLeafsRule,
  ValuesOfCorrectTypeRule,
  VariablesInAllowedPositionRule,
];

export function createSubgraph(model: Model, data: Data, name: string): Subgraph {
  const sdl = writeSdl(model, name);
  const typeDefs = parse(sdl);
  const resolvers: Record<string, object> = {};
  for (const [type, { kind, places }] of model.objects) {
    const place = places.get(name);
    if (place && (kind === 'entity' || kind === 'interfaceObject')) {
      resolvers[type] = resolvedBy(place.keys, data);
    }
  }
  for (const [type, { places }] of model.interfaces) {
    const place = places.get(name);
    if (place?.keys.length) {
      resolvers[type] = {
        ...resolvedBy(place.keys, data),
        __resolveType: ({ type: runtime }: Item) => runtime,
      };
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
        const [invalid] = validate(schema, document, rules);
        if (invalid) throw new Error(`${name} refuses the operation: ${invalid.message}\n${query}`);
        documents.set(query, document);
      }
      return JSON.stringify(
        await execute({
          schema,
          document,
          variableValues: variables,
          contextValue: state,
          fieldResolver,
          // The `__typename` in the representation counts, because here an interface is an object.
          typeResolver: ({ type, __typename = type }: Item & { readonly __typename?: string }) => __typename,
        }),
      );
    },
  };
}

/** Accepts only the complete fields of one of these keys. */
function resolvedBy(keys: readonly KeyModel[], data: Data) {
  const paths = keys.flatMap(({ fields, resolvable }) => (resolvable ? [pathsOf(fields)] : []));
  return {
    __resolveReference(given: Record<string, unknown>) {
      if (paths.some((key) => key.every((path) => isThere(given, path)))) return data.find(given);
      throw new GraphQLError('no key of this subgraph was given');
    },
  };
}

/** `id ref { high low }`: id, ref.high, ref.low. */
function pathsOf(fields: string): string[][] {
  const [, name = '', below] = /^(\w+) \{ (.*) \}$/.exec(fields) ?? [];
  return below === undefined
    ? fields.split(' ').map((field) => [field])
    : below.split(' ').map((field) => [name, field]);
}

function isThere(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return value !== undefined;
  return (
    typeof value === 'object' && value !== null && isThere((value as Record<string, unknown>)[name], rest)
  );
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
    if (place?.requires && !item.representation) throw new GraphQLError('a required field was not given');
    const required = place?.requires ? data.requiredFrom(item.representation ?? {}, place.requires) : null;
    const value = data.value(item, field, args, state, required);
    const provides = place?.provides ?? (item.provided === fieldName ? item.providedBelow : undefined);
    return provides ? providing(value, provides) : value;
  };
}

/** @param selection a field, a field of one type, or a nested field */
function providing(value: unknown, selection: string): unknown {
  if (Array.isArray(value)) return value.map((item) => providing(item, selection));
  if (value === null) return null;
  const item = value as Item;
  const {
    type = item.type,
    provided,
    providedBelow,
  } = /^(?:\.\.\. on (?<type>\w+) \{ )?(?<provided>\w+)(?: \{ (?<providedBelow>\w+) \})?/.exec(selection)
    ?.groups ?? {};
  return type === item.type ? { ...item, provided, providedBelow } : item;
}
