/**
 * One reason why schemas cannot be served together. If subgraphs contradict each other, there is one for each
 * of them, with the same code and message.
 */
export interface SchemaProblem {
  /** The subgraph of the place; `null` if the reason names none. */
  readonly subgraph: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /**
   * `INVALID_GRAPHQL` and other codes of the composer, `POLICY_INVALID`, `CACHE_HINT_INVALID`,
   * `SUNSET_INVALID`, `ACCESS_RULE_DIFFERS`, `DATA_CLASS_DIFFERS`, `COST_DIFFERS` or `TAG_DIFFERS`; of a
   * release also `REMOVED_BEFORE_SUNSET` and `SUNSET_DATE`.
   */
  readonly code: string;
  readonly message: string;
  /** The subgraph whose schema must change; `null` if each of several could. */
  readonly fixedBy: string | null;
}

/** One line for each reason: places, message, code and who can fix it. */
export function problemLines(problems: readonly SchemaProblem[]): string {
  const reasons = new Map<string, SchemaProblem[]>();
  for (const problem of problems) {
    const reason = `${problem.code} ${problem.message}`;
    const known = reasons.get(reason);
    if (known) known.push(problem);
    else reasons.set(reason, [problem]);
  }
  return [...reasons.values()].map(lineOf).join('\n');
}

function lineOf(places: readonly SchemaProblem[]): string {
  const [{ code, message, fixedBy } = { code: '', message: '', fixedBy: null }] = places;
  const where = places.flatMap(({ subgraph, file, line, column }) => {
    if (subgraph === null) return [];
    return line === null ? `[${subgraph}]` : `[${subgraph}] ${file}:${line}:${column}`;
  });
  const who = fixedBy === null ? code : `${code}, to be fixed by ${fixedBy}`;
  return `${where.length > 0 ? `${where.join(', ')}: ` : ''}${message} (${who})`;
}
