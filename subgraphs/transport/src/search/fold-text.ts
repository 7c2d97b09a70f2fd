/**
 * Normalises text for search: ignores case, accents and character width, so that `kuopio`, `KUOPIO` and
 * `ＫＵＯＰＩＯ` match (Unicode NFKD, then without combining marks).
 */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a search, each once, because every word is searched in every name. */
export function searchWords(search: string): string[] {
  return [...new Set(foldText(search).split(/\s+/).filter(Boolean))];
}

/** Words of folded text, without signs. */
export function wordsOf(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
