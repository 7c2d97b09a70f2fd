import type { Variables } from '../../lib/graphql/variables.ts';
import type { CachedSelection } from '../../planning/cacheable-fetch.ts';
import type { FetchOperation } from '../../planning/plan.ts';
import type { CallContext, SubgraphPort } from '../subgraph-port.ts';
import type { AnswerCache } from './answer-cache.ts';

/** What looking after one fetch takes. */
export interface CachedFetch {
  readonly operation: FetchOperation;
  readonly variables: Variables;
  readonly context: CallContext;
  readonly inner: SubgraphPort;
  readonly cache: AnswerCache;
  readonly now: () => number;
  readonly observe: (hits: number, misses: number) => void;
}

/** Written out, not spread: the engine's objects have the same shape everywhere. */
export function readAsOf(
  { principal, requestId, signal, freshness, span }: CallContext,
  asOf: number | undefined,
): CallContext {
  return { principal, requestId, signal, freshness, asOf, span };
}

/**
 * Key of a selection with the variables that it uses. JSON has no line breaks, so no part runs into the next.
 */
export function selectionKey({ keyPrefix, variables: names }: CachedSelection, variables: Variables): string {
  if (names.length === 0) return keyPrefix;
  // A variable that is absent is not the same as one that is null.
  const used = names.flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name]]] : []));
  return `${keyPrefix}\n${JSON.stringify(used)}`;
}
