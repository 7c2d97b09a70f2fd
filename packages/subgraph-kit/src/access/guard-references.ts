import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from '../context.ts';
import type { ResolverMap } from '../resolver-map.ts';
import type { SchemaRequirements } from './field-requirements.ts';
import { judge } from './judge.ts';
import { type Resources, resourceOf } from './resources.ts';

type ResolveReference = (reference: unknown, context: SubgraphContext, info: GraphQLResolveInfo) => unknown;

/**
 * Puts the requirements of guarded types in front of `__resolveReference`: `_entities` calls it before any
 * rule of the schema runs, and it may read a database.
 *
 * Judged twice. Before, without an object: a caller who can never pass causes no work. After, with the
 * object, because a reference holds only the key and cannot tell whom the object belongs to.
 */
export function guardReferences(
  resolvers: ResolverMap,
  requirements: SchemaRequirements,
  resources: Resources,
): ResolverMap {
  const guarded: Record<string, unknown> = { ...resolvers };
  for (const [typeName, typeRequirements] of requirements.types) {
    if (typeRequirements.length === 0) continue;
    const fields = (resolvers[typeName] ?? {}) as { __resolveReference?: ResolveReference };
    const original = fields.__resolveReference ?? ((reference: unknown) => reference);
    const __resolveReference: ResolveReference = async (reference, context, info) => {
      const before = judge(typeRequirements, context.principal, undefined, typeName);
      if (before !== null) throw before;
      const object = await original(reference, context, info);
      if (object === null || object === undefined || object instanceof Error) return object;
      const resource = resourceOf(resources, typeName, object);
      const after = judge(typeRequirements, context.principal, resource, typeName);
      if (after !== null) throw after;
      return object;
    };
    guarded[typeName] = { ...fields, __resolveReference };
  }
  return guarded;
}
