import { buildSubgraphSchema } from '@apollo/subgraph';
import { readSchemaPolicies, readSchemaRequirements } from '@civic-graph/policy';
import { ConfigurationError } from '@civic-graph/service';
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { guardReferences } from './access/guard-references.ts';
import { completeSubscriptions, guardSubscriptions } from './access/guard-subscriptions.ts';
import { type Resources, refuseMissingResources } from './access/resources.ts';
import { shieldSchema } from './access/shield.ts';
import { type ResolverMap, refuseUnknownResolvers } from './resolver-map.ts';

/**
 * Builds a federated schema that enforces its access directives.
 *
 * @throws ConfigurationError for invalid GraphQL
 * @throws PolicyError if the access rules are incomplete or unknown; the schema must not be served then
 */
export function createGuardedSchema(
  typeDefs: string,
  resolvers: ResolverMap,
  resources: Resources,
): GraphQLSchema {
  const document = parseSchema(typeDefs);
  // Runs first: the builder says little or nothing about a directive that only resembles a rule.
  const policies = readSchemaPolicies(document, 'subgraph');
  const bare = buildSubgraphSchema({ typeDefs: document });
  const requirements = readSchemaRequirements(bare, policies);
  refuseMissingResources(requirements, resources, bare);
  refuseUnknownResolvers(bare, resolvers);
  const complete = completeSubscriptions(bare, resolvers);
  const guarded = guardReferences(complete, requirements, resources);
  const schema = buildSubgraphSchema({ typeDefs: document, resolvers: guarded as GraphQLResolverMap });
  const shielded = shieldSchema(schema, requirements, resources);
  guardSubscriptions(shielded, requirements);
  return shielded;
}

function parseSchema(typeDefs: string): DocumentNode {
  try {
    return parse(typeDefs);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [{ line, column } = { line: 1, column: 1 }] = error.locations ?? [];
    throw new ConfigurationError(`schema.graphql:${line}:${column}: ${error.message}`);
  }
}

type GraphQLResolverMap = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']
>;
