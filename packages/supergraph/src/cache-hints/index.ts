/* Separate from the composer, so that readers of hints need not load it. */
export { cacheHintFaults } from './cache-hint-faults.ts';
export {
  type CacheHint,
  CacheHintError,
  longestMaxAge,
  readCacheHints,
} from './cache-hints.ts';
