/** Of a field as it is usually written. */
const charactersOfField = 10;

/**
 * How much work a document is, in characters: what is prepared from it has every fragment written out, so a
 * short text whose fragments multiply counts as the long one that it stands for.
 */
export function documentWork(text: string, fields: number): number {
  return Math.max(text.length, charactersOfField * fields);
}
