import type { Principal } from '@civic-graph/policy';
import type { BoundHistogram } from '../observability/bound-series.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { PreparedOperation } from './prepared-operation.ts';

interface Known {
  uses: number;
  histogram: BoundHistogram | null;
}

/** Fewer uses are counted under `other`: clients choose operation names, and each adds a lasting series. */
const usesForAName = 20;

/** Records each operation's duration. Its histogram is looked up once per operation, not once per request. */
export function operationMetrics(
  metrics: Pick<Metrics, 'operation' | 'appServed'>,
): (operation: PreparedOperation, principal: Principal, seconds: number) => void {
  const known = new WeakMap<PreparedOperation, Known>();
  const rare = metrics.operation('other');
  return (operation, principal, seconds) => {
    let stats = known.get(operation);
    if (stats === undefined) {
      stats = { uses: 0, histogram: null };
      known.set(operation, stats);
    }
    stats.uses += 1;
    if (stats.histogram === null && stats.uses >= usesForAName) {
      stats.histogram = metrics.operation(operation.label);
    }
    (stats.histogram ?? rare).observe(seconds);
    metrics.appServed(principal.kind === 'anonymous' ? 'none' : principal.clientId);
  };
}
