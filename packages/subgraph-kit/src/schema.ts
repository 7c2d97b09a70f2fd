import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { readSchemaRequirements } from './access/field-requirements.ts';
import { guardReferences } from './access/guard-references.ts';
import { completeSubscriptions, guardSubscriptions } from './access/guard-subscriptions.ts';
import { type Resources, refuseMissingResources } from './access/resources.ts';
import { shieldSchema } from './access/shield.ts';
import { type ResolverMap, refuseUnknownResolvers } from './resolver-map.ts';

/**
 * A federated schema that refuses by itself what its directives forbid.
 *
 * @throws PolicyError where the access rules are incomplete or not understood; then nothing may be served
 */
export function createGuardedSchema(
  typeDefs: string,
  resolvers: ResolverMap,
  resources: Resources,
): GraphQLSchema {
  const document = parse(typeDefs);
  const bare = buildSubgraphSchema({ typeDefs: document });
  const requirements = readSchemaRequirements(bare, document);
  refuseMissingResources(requirements, resources, bare);
  refuseUnknownResolvers(bare, resolvers);
  const complete = completeSubscriptions(bare, resolvers);
  const guarded = guardReferences(complete, requirements, resources);
  const schema = buildSubgraphSchema({ typeDefs: document, resolvers: guarded as GraphQLResolverMap });
  const shielded = shieldSchema(schema, requirements, resources);
  guardSubscriptions(shielded, requirements);
  return shielded;
}

type GraphQLResolverMap = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']
>;
