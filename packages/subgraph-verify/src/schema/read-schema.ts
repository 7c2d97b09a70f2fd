import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  readSchemaPolicies,
  readSchemaRequirements,
  type SchemaPolicies,
  type SchemaRequirements,
} from '@civic-graph/policy';
import { type GraphQLSchema, parse } from 'graphql';
import type { Guard } from '../callers/is-refused.ts';
import { type Entity, readEntities } from './entities.ts';

/** Content of a subgraph's `schema.graphql`. */
export interface SubgraphSchema {
  /** With `_entities` and `_service`. */
  readonly schema: GraphQLSchema;
  readonly entities: readonly Entity[];
  readonly requirements: SchemaRequirements;
  readonly policies: SchemaPolicies;
}

/** A schema that no server can serve. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}

/** @throws SchemaError that says what to fix */
export function readSchema(sdl: string): SubgraphSchema {
  try {
    return understand(sdl);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SchemaError(`the schema cannot be served: ${reason}`, { cause });
  }
}

function understand(sdl: string): SubgraphSchema {
  const document = parse(sdl);
  const policies = readSchemaPolicies(document, 'subgraph');
  const schema = buildSubgraphSchema({ typeDefs: document });
  const requirements = readSchemaRequirements(schema, policies);
  return { schema, entities: readEntities(schema), requirements, policies };
}

/** The rules on a field; `null` for a public one. */
export function guardOf({ schema, requirements }: SubgraphSchema, type: string, field: string): Guard | null {
  const guard = requirements.fields.get(type)?.get(field);
  if (guard === undefined) return null;
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return { ...guard, hasOwner: roots.every((root) => root?.name !== type) };
}

/**
 * The rules on every field of a type, which decide about an entity before any field; `null` for a public one.
 */
export function guardOfType({ requirements }: SubgraphSchema, type: string): Guard | null {
  const ofParent = requirements.types.get(type) ?? [];
  return ofParent.length > 0 ? { ofParent, ofResult: [], hasOwner: true } : null;
}
