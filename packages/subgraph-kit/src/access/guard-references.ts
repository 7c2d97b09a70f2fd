import type { SchemaRequirements } from '@civic-graph/policy';
import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from '../context.ts';
import type { ResolverMap } from '../resolver-map.ts';
import { judge } from './judge.ts';
import { type Resources, resourceOf } from './resources.ts';

type ResolveReference = (reference: unknown, context: SubgraphContext, info: GraphQLResolveInfo) => unknown;

/**
 * Guards `__resolveReference`, because `_entities` calls it before any rule runs.
 *
 * Judges twice: before, without an object, to save database queries; after, with the object, because a
 * reference holds only the key and does not name the owner.
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
