import { PublicError } from '@civic-graph/errors';
import type { SubgraphAnswer } from '../subgraph-port.ts';
import { causeOf } from './failure-cause.ts';
import type { RetryBudget } from './retry-budget.ts';
import type { SubgraphCall } from './subgraph-call.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';

/** Failures that another attempt may avoid. */
export class RetryableError extends PublicError {
  readonly answer: SubgraphAnswer | null;

  constructor(answer: SubgraphAnswer | null) {
    super('SUBGRAPH_UNAVAILABLE');
    this.answer = answer;
  }
}

interface Called {
  readonly settings: SubgraphSettings;
  readonly retries: RetryBudget;
}

/**
 * Queries may be retried after a failed connection or a proxy's refusal. Mutations may have taken effect,
 * whatever became of the response (RFC 9110, section 9.2.2).
 */
export function mayRetry(
  { settings, retries }: Called,
  { operation, context }: SubgraphCall,
  error: unknown,
  endsAt: number,
): boolean {
  if (operation.type !== 'query' || context.signal.aborted) return false;
  if (performance.now() + settings.retryAfterMs >= endsAt) return false;
  return (error instanceof RetryableError || connectionFailures.has(causeOf(error))) && retries.take();
}

/** Both clients' codes for a connection that failed to open or broke before the response was complete. */
const connectionFailures: ReadonlySet<string> = new Set([
  ...['CONNECTION_CLOSED', 'CONNECT_TIMEOUT', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT'],
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOENT',
    'EAI_AGAIN',
  ],
]);
