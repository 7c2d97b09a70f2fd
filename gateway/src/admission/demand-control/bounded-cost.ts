import { PublicError } from '@civic-graph/errors';
import type { Variables } from '../../lib/graphql/variables.ts';
import { amountFor } from './amount.ts';
import type { CostDirectives } from './cost-directives.ts';
import { directedWeights, everyValue } from './cost-weights.ts';
import { type CostedOperation, operationCost } from './operation-cost.ts';
import type { OperationLimits } from './operation-limits.ts';

/**
 * Rejects an operation above its budgets before anything is fetched: cost limits the agencies' work, values
 * this gateway's memory.
 * @returns the cost for given variables; it throws PublicError OPERATION_LIMIT_EXCEEDED, and BAD_USER_INPUT
 * if a list violates its `@listSize`
 * @throws PublicError BAD_USER_INPUT if that does not depend on variables
 */
export function boundedCost(
  operation: CostedOperation,
  directives: CostDirectives,
  { maxCost, maxAnswerValues }: Pick<OperationLimits, 'maxCost' | 'maxAnswerValues'>,
): (variables: Variables) => number {
  const cost = operationCost(operation, directives, directedWeights(directives));
  const values = operationCost(operation, directives, everyValue);
  return (variables) => {
    const estimated = amountFor(values, variables);
    if (!(estimated <= maxAnswerValues)) throw tooMuch('could have', 'values', estimated, maxAnswerValues);
    const planned = amountFor(cost, variables);
    if (!(planned <= maxCost)) throw tooMuch('would cost', 'points', planned, maxCost);
    return planned;
  };
}

function tooMuch(what: string, unit: string, found: number, limit: number): PublicError {
  const message =
    `The answer ${what} ${found} ${unit}; at most ${limit} are served. Each "first" multiplies what lies ` +
    'below it: request fewer items or fewer fields.';
  return new PublicError('OPERATION_LIMIT_EXCEEDED', message, { extensions: { limit, found } });
}
