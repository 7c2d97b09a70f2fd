import type { OperationSizeLimits } from '@civic-graph/limits';

export interface OperationLimits extends OperationSizeLimits {
  /** Cost of one operation, weighted by its agencies (`@cost`, `@listSize`). */
  readonly maxCost: number;
  /**
   * Fields of objects and items of lists in one answer: estimated before the fetch, counted while the answer
   * is built.
   */
  readonly maxAnswerValues: number;
}
