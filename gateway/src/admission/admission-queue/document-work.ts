/** Typical characters of one field with its punctuation. */
const charactersOfField = 10;

/**
 * Estimates a document's work in characters, with fragments expanded: a short text whose fragments multiply
 * counts as the long one that it stands for.
 */
export function documentWork(text: string, fields: number): number {
  return Math.max(text.length, charactersOfField * fields);
}
