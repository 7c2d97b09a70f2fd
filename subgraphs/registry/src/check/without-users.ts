import type { Problem } from './check-report.ts';

/** Problems whose messages name apps and operations, and what they say where no change is stored. */
const namingUsers: ReadonlyMap<string, string> = new Map([
  ['BREAKING_CHANGE_IN_USE', 'A breaking change'],
  ['APPROVED_OPERATION_BREAKS', 'Approved operations would be invalid'],
]);

/** The problems for readers outside the agency, who may not know which apps use its fields. */
export function withoutUsers(problems: readonly Problem[], agency: string): readonly Problem[] {
  const shown = problems.map((problem) => {
    const about = namingUsers.get(problem.code);
    if (about === undefined) return problem;
    const message = `${problem.change ?? about}. In use; the agency ${agency} sees by whom.`;
    return { ...problem, message };
  });
  // How many approved operations break would be told by their number.
  const known = new Set<string>();
  return shown.filter(({ severity, code, message }) => {
    const key = `${severity} ${code} ${message}`;
    return !known.has(key) && known.add(key);
  });
}
