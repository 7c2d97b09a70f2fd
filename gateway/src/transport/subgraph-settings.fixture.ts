import type { SubgraphSettings } from './subgraph-settings.ts';

/** No second chances, and no breaker that a test of failures would trip. */
export const testSubgraphSettings: SubgraphSettings = {
  deadlineMs: 20_000,
  connectTimeoutMs: 10_000,
  connections: 4,
  maxWaiting: 1_000,
  maxResponseBytes: 2_000_000,
  retryPercent: 0,
  retryAfterMs: 10,
  breakerFailures: 1_000,
  breakerOpenMs: 100,
  breakerPatienceMs: 200,
};
