import { isPastSunset, ownsAlone, type ServedFields } from '../usage/served-fields.ts';
import type { ApprovedOperation } from './approved-operations.ts';
import type { Fault } from './broken-at.ts';
import type { BrokenOperation } from './broken-operations.ts';
import { nowhere, type Problem, type ReleaseCause, severityFor } from './check-report.ts';
import type { Checker } from './checker.ts';

export interface ApprovedOperationsCheck {
  readonly approved: () => Promise<readonly ApprovedOperation[]>;
  readonly validate: Checker['validate'];
  /** SDL in force. */
  readonly before: string;
  /** SDL with the release. */
  readonly after: string;
  /** The agency that wants the change, and learns who uses its own fields. */
  readonly agency: string;
  /** What is in force before the change. */
  readonly served: Pick<ServedFields, 'agenciesOf' | 'sunsetOn'> | null;
  /** Date (ISO 8601, UTC). */
  readonly today: string;
  readonly cause: ReleaseCause;
}

/** Operations that are named. */
const maxNamed = 20;

/**
 * Approved operations that a breaking change makes invalid: errors, or warnings for a rollback and after the
 * sunset of the fields. An operation that breaks at a field of the agency is named with its app.
 */
export async function approvedOperationProblems({
  approved,
  validate,
  before,
  after,
  agency,
  served,
  today,
  cause,
}: ApprovedOperationsCheck): Promise<Problem[]> {
  let broken: readonly BrokenOperation[];
  try {
    broken = await validate({ before, after, operations: await approved() });
  } catch {
    const message =
      'The approved operations of apps cannot be read, so nobody knows whether the breaking changes break one; check again in a minute.';
    const code = 'APPROVED_OPERATIONS_UNAVAILABLE';
    return [{ severity: severityFor(cause), code, message, ...nowhere, fixedBy: 'platform' }];
  }
  const weighed = broken.map((operation) => ({ ...operation, severity: weightOf(operation) }));
  return (['error', 'warning'] as const).flatMap((each) =>
    messagesOf(weighed.filter((operation) => operation.severity === each)).map((message) => ({
      ...{ severity: each, code: 'APPROVED_OPERATION_BREAKS', message, ...nowhere, fixedBy: agency },
    })),
  );

  function weightOf({ faults }: BrokenOperation): Problem['severity'] {
    const isPast = ({ coordinate }: Fault) => coordinate !== null && isPastSunset(served, coordinate, today);
    return severityFor(cause, faults.every(isPast));
  }

  /** Counts those that break only at fields of others, whose users are not this agency's to know. */
  function messagesOf(operations: readonly BrokenOperation[]): string[] {
    const own = operations.flatMap(({ faults, ...operation }) => {
      const fault = faults.find(
        ({ coordinate }) => coordinate !== null && ownsAlone(served, coordinate, agency),
      );
      return fault === undefined ? [] : [{ ...operation, reason: fault.reason }];
    });
    const others = operations.length - own.length;
    const more = own.length - maxNamed;
    return [
      ...own
        .slice(0, maxNamed)
        .map(
          ({ app, name, hash, reason }) =>
            `App ${app}: its approved operation ${name ?? 'without a name'} (${hash.slice(0, 12)}) would be invalid: ${reason}`,
        ),
      ...(more > 0 ? [`${more} more approved operations would be invalid.`] : []),
      ...(others > 0
        ? [
            `Approved operations that would be invalid at fields of other agencies: ${others}. Ask the platform's admin.`,
          ]
        : []),
    ];
  }
}
