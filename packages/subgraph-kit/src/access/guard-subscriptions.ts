import { PolicyError, type SchemaRequirements } from '@civic-graph/policy';
import type { GraphQLSchema } from 'graphql';
import type { SubgraphContext } from '../context.ts';
import type { ResolverMap } from '../resolver-map.ts';

import { judge } from './judge.ts';

/*
 * graphql-shield guards `subscribe` or `resolve`, never both. Each field gets a `resolve` that shield guards
 * per event; `subscribe` is guarded here.
 */

/**
 * Adds a `resolve` to each field of `Subscription`.
 *
 * @throws PolicyError if a field has no `subscribe`
 */
export function completeSubscriptions(schema: GraphQLSchema, resolvers: ResolverMap): ResolverMap {
  const root = schema.getSubscriptionType();
  if (!root) return resolvers;
  const given = (resolvers[root.name] ?? {}) as Record<string, { subscribe?: unknown; resolve?: unknown }>;
  const fields = Object.keys(root.getFields()).map((name) => {
    const field = given[name];
    if (typeof field?.subscribe !== 'function') {
      throw new PolicyError(`${root.name}.${name}: has no subscribe, so nobody could wait for it`);
    }
    const byName = (event: Readonly<Record<string, unknown>>) => event[name];
    return [name, { ...field, resolve: field.resolve ?? byName }] as const;
  });
  return { ...resolvers, [root.name]: Object.fromEntries(fields) };
}

/** Checks the requirements of each `Subscription` field before its `subscribe`. */
export function guardSubscriptions(schema: GraphQLSchema, { fields }: SchemaRequirements): void {
  const root = schema.getSubscriptionType();
  for (const [name, guard] of (root && fields.get(root.name)) ?? []) {
    const field = root?.getFields()[name];
    const subscribe = field?.subscribe;
    if (!field || !subscribe) throw new PolicyError(`${root?.name}.${name}: cannot be guarded`);
    const coordinate = `${root?.name}.${name}`;
    const requirements = [...guard.ofParent, ...guard.ofResult];
    field.subscribe = (parent, args, context: SubgraphContext, info) => {
      const refusal = judge(requirements, context.principal, undefined, coordinate);
      if (refusal !== null) throw refusal;
      return subscribe(parent, args, context, info);
    };
  }
}
