import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { Sample } from '../sample.ts';
import type { Entity } from './entities.ts';
import { guardOf, type SubgraphSchema } from './read-schema.ts';

/** A field, requested on an object of this type. */
export interface Step {
  readonly owner: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

/** A path from a root type, or from an entity, to a field. */
export interface FieldPath {
  readonly from: 'query' | 'mutation' | 'subscription' | Entity;
  readonly steps: readonly Step[];
}

/** The path to the objects of each type. */
export type TypePaths = ReadonlyMap<GraphQLObjectType, FieldPath>;

export function coordinateOf({ owner, field }: Step): string {
  return `${owner.name}.${field.name}`;
}

/** Fields of the type except those that federation adds. */
export function fieldsOf(type: GraphQLObjectType): readonly GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter(({ name }) => name !== '_entities' && name !== '_service');
}

/** Paths from `Query` to each type that queries reach. */
export function pathsFromQuery(subgraph: SubgraphSchema, sample: Sample): TypePaths {
  const root = subgraph.schema.getQueryType();
  return root ? shortestPaths([[root, { from: 'query', steps: [] }]], subgraph, sample) : new Map();
}

/** Paths from `_entities` to each type that they reach. */
export function pathsFromEntities(subgraph: SubgraphSchema, sample: Sample): TypePaths {
  const starts = subgraph.entities.map((entity) => [entity.type, { from: entity, steps: [] }] as const);
  return shortestPaths(starts, subgraph, sample);
}

type Start = readonly [GraphQLObjectType, FieldPath];

/** Prefers paths without guards, and those with arguments in the sample. */
function shortestPaths(starts: readonly Start[], subgraph: SubgraphSchema, sample: Sample): TypePaths {
  const best = new Map<GraphQLObjectType, FieldPath>(starts);
  const costs = new Map(starts.map(([type]) => [type, 0]));
  const queue = starts.map(([type]) => type);
  for (let type = queue.shift(); type !== undefined; type = queue.shift()) {
    const { from, steps } = best.get(type) ?? { from: 'query' as const, steps: [] };
    for (const field of fieldsOf(type)) {
      const step = { owner: type, field };
      const cost = (costs.get(type) ?? 0) + costOf(step, subgraph, sample);
      for (const next of objectTypesOf(field, subgraph.schema)) {
        if (cost >= (costs.get(next) ?? Number.POSITIVE_INFINITY)) continue;
        costs.set(next, cost);
        best.set(next, { from, steps: [...steps, step] });
        queue.push(next);
      }
    }
  }
  return best;
}

function costOf(step: Step, subgraph: SubgraphSchema, sample: Sample): number {
  const isGuess = step.field.args.some(isRequiredArgument) && !(coordinateOf(step) in sample.arguments);
  const isGuarded = guardOf(subgraph, step.owner.name, step.field.name) !== null;
  return 1 + (isGuess ? 10 : 0) + (isGuarded ? 3 : 0);
}

function objectTypesOf(
  { type }: GraphQLField<unknown, unknown>,
  schema: GraphQLSchema,
): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return [];
  return isObjectType(named) ? [named] : schema.getPossibleTypes(named);
}
