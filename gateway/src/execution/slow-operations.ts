import type { Logger } from 'pino';
import { rateLimited } from '../observability/log-rate-limit.ts';
import type { CallContext } from '../subgraphs/subgraph-port.ts';
import { describePlan } from './describe-plan.ts';
import type { AdmittedOperation } from './engine.ts';

/**
 * A line in the log for each operation that took long, with its plan. What subgraphs were asked is not in it:
 * literals of the client's document may be about people, and so may variables. `leftOut` are those before it
 * for which there is no line.
 */
export function slowOperationLog(
  logger: Pick<Logger, 'warn'>,
  slowMs: number,
): (admitted: AdmittedOperation, call: CallContext, seconds: number) => void {
  const next = rateLimited();
  return ({ operation, forRights, cost }, { principal, requestId }, seconds) => {
    const ms = Math.round(seconds * 1000);
    if (ms < slowMs) return;
    const leftOut = next();
    if (leftOut === null) return;
    const app = principal.kind === 'anonymous' ? null : principal.clientId;
    const plan = forRights.plan && describePlan(forRights.plan, false);
    logger.warn({ operation: operation.label, ms, requestId, app, cost, plan, leftOut }, 'a slow operation');
  };
}
