import type { DescribedVariable } from '@civic-graph/service';

/** One row of the table of environment variables. */
export interface Variable extends DescribedVariable {
  /** What reads it, such as `gateway`. */
  readonly service: string;
}
