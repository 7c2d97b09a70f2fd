import type { Principal } from '@civic-graph/policy';
import type { BoundHistogram } from '../observability/bound-series.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { PreparedOperation } from './prepared-operation.ts';

interface Known {
  uses: number;
  histogram: BoundHistogram | null;
}

/** One that is asked for less often has no name of its own: names are clients' to choose, and series last. */
const usesForAName = 20;

/**
 * Told of each operation that was run. What its figures are kept in is looked up once an operation, not once
 * a request.
 */
export function operationMetrics(
  metrics: Pick<Metrics, 'operation' | 'appServed'>,
): (operation: PreparedOperation, principal: Principal, seconds: number) => void {
  const known = new WeakMap<PreparedOperation, Known>();
  const rare = metrics.operation('other');
  return (operation, principal, seconds) => {
    let figures = known.get(operation);
    if (figures === undefined) {
      figures = { uses: 0, histogram: null };
      known.set(operation, figures);
    }
    figures.uses += 1;
    if (figures.histogram === null && figures.uses >= usesForAName) {
      figures.histogram = metrics.operation(operation.label);
    }
    (figures.histogram ?? rare).observe(seconds);
    metrics.appServed(principal.kind === 'anonymous' ? 'none' : principal.clientId);
  };
}
