import { PublicError } from '@civic-graph/errors';
import type { SubgraphAnswer } from '../subgraph-port.ts';
import { causeOf } from './failure-cause.ts';
import type { RetryBudget } from './retry-budget.ts';
import type { SubgraphCall } from './subgraph-call.ts';
import type { SubgraphSettings } from './subgraph-settings.ts';

/** What another instance, or the same one a moment later, may answer better. */
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
 * A query whose connection failed, or that something in front of the subgraph has refused, may get a second
 * chance. A mutation may have happened, whatever became of its answer (RFC 9110, section 9.2.2).
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

/**
 * The codes of both clients for a connection that could not be made, or broke before the answer was whole.
 */
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
