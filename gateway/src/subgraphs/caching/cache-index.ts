import { type Ownership, readOwnership } from '@civic-graph/supergraph/graphql';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type CacheHint, CacheHintError, readCacheHints } from './cache-hints.ts';

/** What caching needs of a supergraph. Built once per supergraph. */
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
 * @throws CacheHintError where a hint would cache restricted data, or comes from another agency; such a
 * supergraph must not be served
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

  for (const [coordinate, hint] of hints) {
    if (!hint.isPrivate) refuseGuarded(coordinate, isPublic, policy);
    if (hint.maxAge !== null && ownership.isShared(coordinate)) {
      throw new CacheHintError(
        `${coordinate}: several subgraphs resolve it, and the maxAge of one would apply to all; write @cacheControl on fields of a single subgraph`,
      );
    }
  }
  return {
    ...ownership,
    version,
    schema,
    hasHints: hints.size > 0,
    hintOf: (coordinate) => hints.get(coordinate),
    isPublic,
  };
}

function refuseGuarded(coordinate: string, isPublic: CacheIndex['isPublic'], policy: PolicyIndex): void {
  const [typeName = '', fieldName] = coordinate.split('.');
  if (isPublic(typeName, fieldName ?? '__typename')) return;
  const dataClass = fieldName === undefined ? undefined : policy.classOf(typeName, fieldName);
  const why =
    dataClass === undefined || dataClass === 'C0' ? 'it has an access rule' : `its class is ${dataClass}`;
  throw new CacheHintError(
    `${coordinate}: @cacheControl is public, but ${why}; only what anyone may read is shared (scope: PRIVATE says that it is not)`,
  );
}
