import { annotatedPlanner } from '../../planning/annotated-planner.ts';
import type { Planner } from '../../planning/planner.ts';
import type { CacheIndex } from './cache-index.ts';
import { entityCaching, rootCaching } from './fetch-caching.ts';

/**
 * Writes on each fetch of a plan how its answer is kept. Only of what is fetched in nobody's name: an agency
 * may answer a caller otherwise, and public fields are fetched in his name where they are batched with
 * others.
 */
export function cachingPlanner(planner: Planner, index: CacheIndex): Planner {
  if (!index.hasHints) return planner;
  return annotatedPlanner(planner, (node) => {
    if (node.fetch.isPublic !== true) return node.fetch;
    const caching = node.kind === 'root' ? rootCaching(index, node) : entityCaching(index, node);
    return caching ? { ...node.fetch, caching } : node.fetch;
  });
}
