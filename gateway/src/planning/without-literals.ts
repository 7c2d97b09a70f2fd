/**
 * Why a planner has failed, for the log: its message may quote the client's document, in which strings and
 * numbers may be about people. What is left are names of the schema and the planner's own words.
 */
export function withoutLiterals(reason: unknown): string {
  const text = reason instanceof Error ? reason.message : typeof reason;
  // One that was cut off goes on to the end.
  return text
    .replace(/"""[\s\S]*?(?:"""|$)/g, '"…"')
    .replace(/"(?:\\[\s\S]|[^"\\])*(?:"|$)/g, '"…"')
    .replace(/\b\d[\d.eE+-]*/g, '0')
    .slice(0, 500);
}
