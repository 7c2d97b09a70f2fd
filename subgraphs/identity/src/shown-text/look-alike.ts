import unhomoglyph from 'unhomoglyph';

/**
 * A key that names share when a reader could take one for the other: the skeleton of Unicode UTS #39, section 4, without
 * case, marks, spaces and punctuation. It is for comparison and must not be shown.
 */
export function lookAlikeKey(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase().normalize('NFD');
  // In capitals, i looks like l, so they count as one letter.
  return unhomoglyph(folded)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('i', 'l');
}

/** Whether a text without Latin letters, such as one in Cyrillic, reads as Latin ones. */
export function readsAsLatin(text: string): boolean {
  const letters = text.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');
  return /[^\0-\x7f]/.test(letters) && /^[\0-\x7f]*$/.test(unhomoglyph(letters));
}
