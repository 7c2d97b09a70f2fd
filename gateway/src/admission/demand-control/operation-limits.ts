import type { OperationSizeLimits } from '@civic-graph/limits';

export interface OperationLimits extends OperationSizeLimits {
  /** Cost of one operation, as its agencies weigh it (`@cost`, `@listSize`). */
  readonly maxCost: number;
  /**
   * Fields of objects and items of lists in one answer: estimated before it is fetched, and counted while it
   * is made.
   */
  readonly maxAnswerValues: number;
}
