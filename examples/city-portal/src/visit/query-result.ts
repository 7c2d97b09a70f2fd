import type { Refusal } from '@civic-graph/client';

/** What was read, under a name, and what was refused. */
export type Result<Name extends string, Value> = Readonly<Record<Name, Value>> & {
  readonly refusals: readonly Refusal[];
};
