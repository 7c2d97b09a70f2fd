import { PublicError } from '@civic-graph/errors';
import type { Variables } from '../lib/graphql/variables.ts';
import type { FetchTrace } from '../subgraphs/fetch-trace.ts';
import type { CallContext, SubgraphError, SubgraphPort } from '../subgraphs/subgraph-port.ts';
import type { AnswerBudget } from './answer-budget.ts';
import type { PathTrimmer } from './client-path.ts';
import type { MergedData } from './representations.ts';
import type { ResponseErrors, ResponsePath } from './response-errors.ts';

/** State of one plan execution. The merged data uses the plan's fetch keys. */
export interface PlanRun extends MergedData {
  readonly variables: Variables;
  readonly errors: ResponseErrors;
  readonly budget: AnswerBudget;
  readonly call: CallContext;
  readonly subgraphs: SubgraphPort;
  readonly trim: PathTrimmer;
  readonly trace: FetchTrace | undefined;
  /** Called with the representations that are sent to a subgraph. */
  readonly onEntities?: ((representations: readonly object[]) => void) | undefined;
}

export function publicError(error: SubgraphError): PublicError {
  return new PublicError(error.code, error.message, { extensions: error.extensions });
}

export function report(run: PlanRun, { code, message, extensions }: PublicError, path: ResponsePath): void {
  run.errors.add(() => {
    const trimmed = run.trim(path);
    return new PublicError(
      code,
      message,
      trimmed.length > 0 ? { path: trimmed, extensions } : { extensions },
    );
  });
}
