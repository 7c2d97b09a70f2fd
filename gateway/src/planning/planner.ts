import type { Plan } from './plan.ts';
import type { PlanWaiters } from './plan-waiters.ts';
import type { OverrideContext } from './progressive-override.ts';

/** Turns an operation over the consumer schema into fetches. One planner serves one supergraph. */
export interface Planner {
  readonly name: string;
  /**
   * @param operation text of a document with one operation
   * @param context the caller's override context, for fields that move between subgraphs
   * @param callers the waiting callers, scheduled fairly; absent for the gateway's own work
   * @returns the plan, or `null` if nothing has to be fetched
   * @throws if some requested field cannot be reached
   */
  plan(operation: string, context: OverrideContext, callers?: PlanWaiters): Promise<Plan | null>;
}

export type PlannerFactory = (supergraphSdl: string, gatewaySdl: string) => Planner;

/** Rejects if the planner cannot read a supergraph, even if its process crashes. */
export type SupergraphTrial = (supergraphSdl: string, gatewaySdl: string) => Promise<void>;

/** The engine does not understand this plan, and must not execute part of it. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

/** Planning exceeded the time or memory budget. No other planner is tried, because it would exceed it too. */
export class PlanBudgetError extends Error {
  override readonly name = 'PlanBudgetError';
}
