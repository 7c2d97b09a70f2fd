/** A problem of a check, of which some queries ask less. */
interface ShownProblem {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly subgraph?: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column?: number | null;
  readonly fixedBy?: string | null;
}

/** A line for a terminal, which links `file:line:column`. */
export function problemLine(problem: ShownProblem): string {
  const { severity, code, message, subgraph, file, line, column, fixedBy = null } = problem;
  const path = given([subgraph, file]).join('/');
  const place = given([path, line, column]).join(':');
  const who = fixedBy === null ? '' : ` (to be fixed by ${fixedBy})`;
  return `${severity.toLowerCase()} ${code} ${place === '' ? '' : `${place}: `}${message}${who}`;
}

function given(parts: readonly (string | number | null | undefined)[]) {
  return parts.filter((part) => part !== null && part !== undefined && part !== '');
}
