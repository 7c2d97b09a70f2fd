import { createHash } from 'node:crypto';
import { consumerSchema } from '@civic-graph/supergraph/consumer-schema';
import { subgraphNames, takesIn, withoutSecurityPurpose } from '@civic-graph/supergraph/graphql';
import { buildPolicyIndex, type PolicyIndex } from '@civic-graph/supergraph/policy-index';
import { readSunsets, type Sunsets } from '@civic-graph/supergraph/sunset';
import { assertValidSchema, buildASTSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { type CostDirectives, readCostDirectives } from '../admission/demand-control/cost-directives.ts';
import { type SwitchableFields, switchableFields } from '../admission/kill-switches/switchable-fields.ts';
import { type FetchKeys, fetchKeys } from '../lib/graphql/fetch-key.ts';
import { ownName } from '../lib/graphql/own-name.ts';
import type { TypeMatcher } from '../lib/graphql/type-matcher.ts';
import { computedMarkingPlanner } from '../planning/computed-fields.ts';
import type { Planner, PlannerFactory, SupergraphTrial } from '../planning/planner.ts';
import { type ProgressiveOverride, progressiveOverride } from '../planning/progressive-override.ts';
import { publicMarkingPlanner } from '../planning/public-fetch.ts';
import { buildCacheIndex, type CacheIndex } from '../subgraphs/caching/cache-index.ts';
import { cachingPlanner } from '../subgraphs/caching/caching-planner.ts';

/** A supergraph that passed every check, with everything derived from it. */
export interface ServedSupergraph {
  /** Hash of the SDL, independent of its layout: two with the same version behave the same. */
  readonly version: string;
  /** SDL without `for: SECURITY`, as `@apollo/gateway` accepts it. */
  readonly gatewaySdl: string;
  /** The schema that clients see, without inaccessible elements; built at the first call. */
  readonly clientSchema: () => GraphQLSchema;
  /** Saves building the schema where `@apollo/gateway` has already built it. */
  readonly shareClientSchema: (schema: GraphQLSchema) => void;
  /** Names of its subgraphs, without the gateway's own. */
  readonly subgraphs: readonly string[];
  readonly policyIndex: PolicyIndex;
  readonly planner: Planner;
  /** The fields that move between subgraphs, and the callers for whom they move. */
  readonly override: ProgressiveOverride;
  readonly cacheIndex: CacheIndex;
  readonly switchable: SwitchableFields;
  /** Declared costs and list sizes. */
  readonly costDirectives: CostDirectives;
  /** Deprecated fields with the date of their removal. */
  readonly sunsets: Sunsets;
  readonly matches: TypeMatcher;
  readonly fetchKey: FetchKeys;
  /** For a contract, the supergraph of which it is a part; contracts of one share their caches. */
  readonly contractOf?: ServedSupergraph;
}

/** SDL that is not a valid supergraph. */
export class SupergraphError extends Error {
  readonly code = 'SUPERGRAPH_INVALID';
  override readonly name = 'SupergraphError';
}

/**
 * Checks a supergraph and derives what serving it needs. The policy index comes first, from the full SDL:
 * without the SECURITY purpose `@apollo/gateway` would serve unenforced rules.
 * @param overrideLabels labels of `@override` that are on; those of the form `percent(N)` depend on the
 * caller
 * @throws PolicyError, CacheHintError, SupergraphError where the supergraph must not be served
 */
export function admitSupergraph(
  supergraphSdl: string,
  createPlanner: PlannerFactory,
  overrideLabels: readonly string[] = [],
): ServedSupergraph {
  const document = checked('The supergraph', () => parse(supergraphSdl, { noLocation: true }));
  const schema = checked('The supergraph', () => buildValidSchema(document));
  const policyIndex = buildPolicyIndex(document);
  const gatewaySdl = withoutSecurityPurpose(document);
  const version = createHash('sha256').update(gatewaySdl).digest('hex').slice(0, 16);
  const cacheIndex = buildCacheIndex(document, schema, policyIndex, version);
  const bare = checked('To the planner, the supergraph', () => createPlanner(supergraphSdl, gatewaySdl));
  const planner = computedMarkingPlanner(bare, document, schema);
  let clientSchema: GraphQLSchema | undefined;
  return {
    version,
    gatewaySdl,
    clientSchema() {
      clientSchema ??= consumerSchema(gatewaySdl);
      return clientSchema;
    },
    shareClientSchema(schema) {
      clientSchema ??= schema;
    },
    subgraphs: [...subgraphNames(document).values()].filter((name) => name !== ownName),
    policyIndex,
    planner: cachingPlanner(publicMarkingPlanner(planner, cacheIndex), cacheIndex),
    override: progressiveOverride(document, overrideLabels),
    cacheIndex,
    switchable: switchableFields(document, schema),
    costDirectives: readCostDirectives(document),
    sunsets: readSunsets(document),
    matches: typeMatcher(schema),
    fetchKey: fetchKeys(document),
  };
}

/** @throws SupergraphError if the planner rejects a supergraph that passed every other check */
export async function tryInPlanner(
  trySupergraph: SupergraphTrial,
  supergraphSdl: string,
  { gatewaySdl }: ServedSupergraph,
): Promise<void> {
  await trySupergraph(supergraphSdl, gatewaySdl).catch((cause: unknown) => {
    throw notValid('The supergraph, as read by the planner,', cause);
  });
}

/** Without this check, a schema without a query type, say, would go live. */
function buildValidSchema(document: DocumentNode): GraphQLSchema {
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  assertValidSchema(schema);
  return schema;
}

function checked<T>(subject: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw notValid(subject, cause);
  }
}

function notValid(subject: string, cause: unknown): SupergraphError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SupergraphError(`${subject} is not valid: ${reason}`, { cause });
}

function typeMatcher(schema: GraphQLSchema): TypeMatcher {
  return (typeCondition, typename) => takesIn(typeCondition, typename, schema);
}
