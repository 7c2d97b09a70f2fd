import { annotatedPlanner } from '../../planning/annotated-planner.ts';
import type { Planner } from '../../planning/planner.ts';
import type { CacheIndex } from './cache-index.ts';
import { entityCaching, rootCaching } from './fetch-caching.ts';

/**
 * Adds caching to a plan's anonymous fetches only: an agency may answer a known caller differently, also for
 * public fields that are batched with others.
 */
export function cachingPlanner(planner: Planner, index: CacheIndex): Planner {
  if (!index.hasHints) return planner;
  return annotatedPlanner(planner, (node) => {
    if (node.fetch.isPublic !== true) return node.fetch;
    const caching = node.kind === 'root' ? rootCaching(index, node) : entityCaching(index, node);
    return caching ? { ...node.fetch, caching } : node.fetch;
  });
}
