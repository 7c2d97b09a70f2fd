import type { PlanNode } from './plan.ts';

/** Turns an operation over the consumer schema into fetches. One planner serves one supergraph. */
export interface Planner {
  readonly name: string;
  /**
   * @param operation text of a document with one operation
   * @returns the plan, or `null` where nothing has to be fetched
   * @throws where some requested field cannot be reached
   */
  plan(operation: string): Promise<PlanNode | null>;
}

/** A plan that the engine does not understand. It must not be executed half. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}
