import type { Plan } from './plan.ts';
import type { PlanWaiters } from './plan-waiters.ts';
import type { OverrideContext } from './progressive-override.ts';

/** Turns an operation over the consumer schema into fetches. One planner serves one supergraph. */
export interface Planner {
  readonly name: string;
  /**
   * @param operation text of a document with one operation
   * @param side of the caller, for fields that are moving from one subgraph to another
   * @param callers who wait for it: they take turns with others; without them it is the gateway's own
   * @returns the plan, or `null` where nothing has to be fetched
   * @throws where some requested field cannot be reached
   */
  plan(operation: string, side: OverrideContext, callers?: PlanWaiters): Promise<Plan | null>;
}

export type PlannerFactory = (supergraphSdl: string, gatewaySdl: string) => Planner;

/** Rejects if the planner cannot read a supergraph, even if the process that reads it crashes. */
export type SupergraphTrial = (supergraphSdl: string, gatewaySdl: string) => Promise<void>;

/** A plan that the engine does not understand. It must not be executed half. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

/**
 * Planning took more time or memory than an operation may take. Another planner is not asked: it would take
 * as much.
 */
export class PlanBudgetError extends Error {
  override readonly name = 'PlanBudgetError';
}
