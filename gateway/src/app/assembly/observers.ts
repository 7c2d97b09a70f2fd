import type { Logger } from 'pino';
import type { Metrics } from '../../observability/metrics.ts';

export interface Observers {
  readonly logger: Logger;
  readonly metrics: Metrics;
}
