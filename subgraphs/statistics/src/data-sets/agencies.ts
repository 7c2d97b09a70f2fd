/** Number of characters to change, remove or add to turn one word into the other (Levenshtein, 1966). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, character] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, wanted] of [...other].entries()) {
      const replaced = (row[column] ?? 0) + (character === wanted ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Returns what is wrong with a manifest's agency, or null if the agency may publish. */
export function unknownAgency(agency: string, known: readonly string[]): string | null {
  if (known.includes(agency)) return null;
  const [nearest] = known.toSorted((one, other) => distance(agency, one) - distance(agency, other));
  const meant = nearest === undefined ? '' : `; the nearest known one is ${JSON.stringify(nearest)}`;
  return `unknown agency ${JSON.stringify(agency)}${meant}; correct it, or add it to STATISTICS_AGENCIES`;
}
