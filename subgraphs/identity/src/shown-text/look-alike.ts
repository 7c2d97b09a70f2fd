import unhomoglyph from 'unhomoglyph';
import { foldConfusable } from './confusable-letters.ts';
import { simplifyHan } from './han-variants.ts';

/**
 * A key that names share when a reader could take one for the other: the skeleton of Unicode UTS #39, section
 * 4, with Han characters simplified, without case, marks, spaces and punctuation. It is for comparison and
 * must not be shown.
 */
export function lookAlikeKey(name: string): string {
  const lower = name.normalize('NFKC').toLowerCase().normalize('NFD');
  // Folded before too: a confusable such as 徵 has a simplified form that looks like neither.
  const folded = foldConfusable(simplifyHan(foldConfusable(lower)));
  const letters = unhomoglyph(folded)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return (
    foldConfusable(letters)
      // In capitals, i looks like l, so they count as one letter.
      .replaceAll('i', 'l')
      // The skeleton writes m as rn, and leaves these pairs.
      .replaceAll('vv', 'w')
      .replaceAll('cl', 'd')
  );
}

/** Whether a text without Latin letters, such as one in Cyrillic, reads as Latin ones. */
export function readsAsLatin(text: string): boolean {
  const letters = text.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');
  return /[^\0-\x7f]/.test(letters) && /^[\0-\x7f]*$/.test(unhomoglyph(letters));
}
