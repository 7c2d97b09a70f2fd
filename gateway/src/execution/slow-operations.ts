import { rateLimited } from '@civic-graph/service';
import type { Logger } from 'pino';
import type { CallContext } from '../subgraphs/subgraph-port.ts';
import { describePlan } from './describe-plan.ts';
import type { AdmittedOperation } from './engine.ts';

/**
 * Logs each slow operation with its plan, but without subgraph operations and variables, whose values may be
 * personal data. `leftOut` counts the lines dropped by the rate limit.
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
