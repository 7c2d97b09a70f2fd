import { Counter, Gauge, type Registry } from 'prom-client';
import type { AnswerCache } from './answer-cache.ts';

export interface CacheMetrics {
  read(subgraph: string, hits: number, misses: number): void;
  invalidated(subgraph: string): void;
}

/** Prometheus metrics of one gateway's cache. */
export function createCacheMetrics(registry: Registry, cache: AnswerCache): CacheMetrics {
  const registers = [registry];
  const reads = new Counter({
    name: 'civic_gateway_cache_reads_total',
    help: 'Cache lookups of entities and root responses with a hint, by subgraph and outcome (hit, miss)',
    labelNames: ['subgraph', 'outcome'],
    registers,
  });
  const invalidations = new Counter({
    name: 'civic_gateway_cache_invalidations_total',
    help: 'Cache invalidations by subgraphs',
    labelNames: ['subgraph'],
    registers,
  });
  new Gauge({
    name: 'civic_gateway_cache_bytes',
    help: 'Approximate memory of the response cache',
    registers,
    collect() {
      this.set(cache.bytes);
    },
  });
  return {
    read(subgraph, hits, misses) {
      if (hits > 0) reads.inc({ subgraph, outcome: 'hit' }, hits);
      if (misses > 0) reads.inc({ subgraph, outcome: 'miss' }, misses);
    },
    invalidated: (subgraph) => invalidations.inc({ subgraph }),
  };
}
