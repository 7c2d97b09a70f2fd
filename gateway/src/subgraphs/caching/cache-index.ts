import {
  type CacheHint,
  CacheHintError,
  cacheHintFaults,
  readCacheHints,
} from '@civic-graph/supergraph/cache-hints';
import { type Ownership, readOwnership } from '@civic-graph/supergraph/graphql';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** Caching data of a supergraph. Built once per supergraph. */
export interface CacheIndex extends Ownership {
  /** Part of every key: responses under another supergraph may have another shape. */
  readonly version: string;
  readonly schema: GraphQLSchema;
  readonly hasHints: boolean;
  hintOf(coordinate: string): CacheHint | undefined;
  /** Whether anyone may read `type.field`: class C0 without a rule. Nothing else is cached. */
  isPublic(typeName: string, fieldName: string): boolean;
}

/**
 * Checks the hints against the policy.
 * @throws CacheHintError if a hint would cache restricted data, or comes from another agency; such a
 *   supergraph must not be served
 */
export function buildCacheIndex(
  document: DocumentNode,
  schema: GraphQLSchema,
  policy: PolicyIndex,
  version: string,
): CacheIndex {
  const hints = readCacheHints(document);
  const ownership = readOwnership(document);
  const isPublic = (typeName: string, fieldName: string) =>
    policy.requirementsOf(typeName, fieldName).length === 0 &&
    (fieldName === '__typename' || policy.classOf(typeName, fieldName) === 'C0');

  const [fault] = cacheHintFaults(document, hints, ownership, policy);
  if (fault) throw new CacheHintError(fault.message, fault.coordinate);
  return {
    ...ownership,
    version,
    schema,
    hasHints: hints.size > 0,
    hintOf: (coordinate) => hints.get(coordinate),
    isPublic,
  };
}
