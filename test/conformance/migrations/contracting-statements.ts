/** Statements after which the version before the migration no longer works beside the next one. */
const contracting: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['drops a table or view', /\bDROP\s+(?:TABLE|VIEW|MATERIALIZED\s+VIEW|SEQUENCE|TYPE)\b/i],
  ['drops a column', /\bDROP\s+COLUMN\b/i],
  ['renames', /\bRENAME\s+(?:TO|COLUMN|CONSTRAINT|VALUE)\b|\bRENAME\s+\w+\s+TO\b/i],
  ['changes the type of a column', /\bALTER\s+(?:COLUMN\s+)?\w+\s+(?:SET\s+DATA\s+)?TYPE\b/i],
  ['requires a value', /\bSET\s+NOT\s+NULL\b/i],
  [
    'adds a column that the version before does not fill',
    /\bADD\s+COLUMN\b(?=[^,;]*\bNOT\s+NULL\b)(?![^,;]*\b(?:DEFAULT|GENERATED)\b)/i,
  ],
];

/** Says why a migration is intended to contract: `-- contract: nobody reads it since 1.4`. */
const marked = /^-- contract: \S.*$/m;

/**
 * Returns what a migration takes from the version before it; empty if the two versions can run side by side,
 * or if it is marked as a contraction.
 *
 * @param sql of one migration
 */
export function contractingStatements(sql: string): readonly string[] {
  if (marked.test(sql)) return [];
  const text = withoutTexts(sql);
  return contracting.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}

/** Comments, literals and bodies of functions, which name no columns of the schema. */
function withoutTexts(sql: string): string {
  return sql
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, '')
    .replaceAll(/--.*$/gm, '')
    .replaceAll(/'(?:[^']|'')*'/g, "''");
}
