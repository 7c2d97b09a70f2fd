import type { Variables } from '../../lib/graphql/variables.ts';
import type { CachedSelection } from '../../planning/cacheable-fetch.ts';
import type { FetchOperation } from '../../planning/plan.ts';
import type { CallContext, SubgraphPort } from '../subgraph-port.ts';
import type { AnswerCache } from './answer-cache.ts';

/** Data for resolving one fetch. */
export interface CachedFetch {
  readonly operation: FetchOperation;
  readonly variables: Variables;
  readonly context: CallContext;
  readonly inner: SubgraphPort;
  readonly cache: AnswerCache;
  readonly now: () => number;
  readonly observe: (hits: number, misses: number) => void;
}

/** Written out instead of spread, so that the engine's objects share one shape. */
export function readAsOf(
  { principal, requestId, signal, freshness, span }: CallContext,
  asOf: number | undefined,
): CallContext {
  return { principal, requestId, signal, freshness, asOf, span };
}

/** Key of a selection with its variables. JSON has no line breaks, so the parts cannot run together. */
export function selectionKey({ keyPrefix, variables: names }: CachedSelection, variables: Variables): string {
  if (names.length === 0) return keyPrefix;
  // An absent variable differs from null.
  const used = names.flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name]]] : []));
  return `${keyPrefix}\n${JSON.stringify(used)}`;
}
