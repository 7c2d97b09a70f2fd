import type { CachedSelection } from '../../planning/cacheable-fetch.ts';
import type { SubgraphAnswer, SubgraphPort } from '../subgraph-port.ts';
import type { AnswerCache } from './answer-cache.ts';
import { fetchCachedEntities } from './cached-entities.ts';
import { type CachedFetch, readAsOf, selectionKey } from './cached-fetch.ts';

export interface CachedSubgraphsOptions {
  readonly cache: AnswerCache;
  readonly now?: () => number;
  /** Receives the numbers of hits and misses of a fetch. */
  readonly observe?: ((subgraph: string, hits: number, misses: number) => void) | undefined;
}

/**
 * Subgraphs whose public, hinted responses are cached: only misses are fetched, and each hit is a copy. A
 * fetch without a hint passes through.
 */
export function cachedSubgraphs(inner: SubgraphPort, options: CachedSubgraphsOptions): SubgraphPort {
  const { cache, now = Date.now, observe } = options;
  return {
    call(operation, variables, context) {
      const { caching, subgraph } = operation;
      if (caching === undefined) {
        context.freshness?.limit(0);
        return inner.call(operation, variables, context);
      }
      const fetch: CachedFetch = {
        operation,
        variables,
        context,
        inner,
        cache,
        now,
        observe(hits, misses) {
          observe?.(subgraph, hits, misses);
          context.timed?.addKept(hits);
        },
      };
      return caching.kind === 'root'
        ? fetchCachedRoot(fetch, caching.selection)
        : fetchCachedEntities(fetch, caching.inputs);
    },
  };
}

async function fetchCachedRoot(fetch: CachedFetch, selection: CachedSelection): Promise<SubgraphAnswer> {
  const { operation, variables, context, inner, cache, now } = fetch;
  const key = selectionKey(selection, variables);
  const found = cache.get([key], selection.tags);
  const [cached] = found instanceof Promise ? await found : found;
  fetch.observe(cached ? 1 : 0, cached ? 0 : 1);
  if (cached) {
    context.freshness?.limit((cached.expiresAt - now()) / 1000);
    return { data: JSON.parse(cached.text), errors: [] };
  }
  const epoch = cache.epoch();
  const answer = await inner.call(operation, variables, readAsOf(context, epoch?.at));
  const { data, errors } = answer;
  if (data === null || errors.length > 0) {
    context.freshness?.limit(0);
    return answer;
  }
  context.freshness?.limit(selection.maxAge);
  // Missing entities are not cached: made-up ids would evict popular ones.
  if (Object.values(data).some((value) => value !== null)) {
    const expiresAt = now() + selection.maxAge * 1000;
    cache.set(epoch, [{ key, text: JSON.stringify(data), expiresAt, tags: selection.entitiesIn(data) }]);
  }
  return answer;
}
