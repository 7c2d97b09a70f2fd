import type { ApprovedOperation } from './approved-operations.ts';
import type { BrokenOperation } from './broken-operations.ts';
import { type Problem, type ReleaseCause, severityFor } from './check-report.ts';
import type { Checker } from './checker.ts';

export interface ApprovedOperationsCheck {
  readonly approved: () => Promise<readonly ApprovedOperation[]>;
  readonly checker: Pick<Checker, 'validate'>;
  /** SDL in force. */
  readonly before: string;
  /** SDL with the release. */
  readonly after: string;
  /** The agency that wants the change. */
  readonly fixedBy: string;
  readonly cause: ReleaseCause;
}

/** Operations that are named. */
const maxNamed = 20;

const nowhere = { subgraph: null, file: null, line: null, column: null };

/** Approved operations that a breaking change makes invalid, each an error that names app and operation. */
export async function approvedOperationProblems({
  approved,
  checker,
  before,
  after,
  fixedBy,
  cause,
}: ApprovedOperationsCheck): Promise<Problem[]> {
  const severity = severityFor(cause);
  let broken: readonly BrokenOperation[];
  try {
    broken = await checker.validate({ before, after, operations: await approved() });
  } catch {
    const message =
      'The approved operations of apps cannot be read, so nobody knows whether the breaking changes break one; check again in a minute.';
    const code = 'APPROVED_OPERATIONS_UNAVAILABLE';
    return [{ severity, code, message, ...nowhere, fixedBy: 'platform' }];
  }
  const messages = broken
    .slice(0, maxNamed)
    .map(
      ({ app, name, hash, reason }) =>
        `App ${app}: its approved operation ${name ?? 'without a name'} (${hash.slice(0, 12)}) would be invalid: ${reason}`,
    );
  const more = broken.length - maxNamed;
  if (more > 0) messages.push(`${more} more approved operations would be invalid.`);
  return messages.map((message) => ({
    ...{ severity, code: 'APPROVED_OPERATION_BREAKS', message, ...nowhere, fixedBy },
  }));
}
