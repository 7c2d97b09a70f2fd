import type { DescribedVariable } from '@civic-graph/service';

/** One row of the table of environment variables. */
export interface Variable extends DescribedVariable {
  /** Reader of the variable, such as `gateway`. */
  readonly service: string;
}
