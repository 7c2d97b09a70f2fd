import type { Logger } from 'pino';
import { describePlan } from '../execution/describe-plan.ts';
import type { AdmittedOperation } from '../execution/engine.ts';
import type { CallContext } from '../execution/subgraph-port.ts';
import { fewLines } from './few-lines.ts';

/**
 * A line in the log for each operation that took long, with its plan. What subgraphs were asked is not in it: literals of
 * the client's document may be about people, and so may variables. `leftOut` are those before it for which there is no line.
 */
export function slowOperationLog(
  logger: Pick<Logger, 'warn'>,
  slowMs: number,
): (admitted: AdmittedOperation, call: CallContext, seconds: number) => void {
  const next = fewLines();
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
