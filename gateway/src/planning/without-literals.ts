/**
 * A planner's error for the log, without strings and numbers of the client's document, which may be personal
 * data.
 */
export function withoutLiterals(reason: unknown): string {
  const text = reason instanceof Error ? reason.message : typeof reason;
  // A truncated literal extends to the end.
  return text
    .replace(/"""[\s\S]*?(?:"""|$)/g, '"…"')
    .replace(/"(?:\\[\s\S]|[^"\\])*(?:"|$)/g, '"…"')
    .replace(/\b\d[\d.eE+-]*/g, '0')
    .slice(0, 500);
}
