import unhomoglyph from 'unhomoglyph';
import { foldConfusable } from './confusable-letters.ts';
import { simplifyHan } from './han-variants.ts';

/**
 * Key that confusable names share: the skeleton of Unicode UTS #39, section 4, with simplified Han characters
 * and without case, marks, spaces and punctuation. Only for comparison, never for display.
 */
export function lookAlikeKey(name: string): string {
  const lower = name.normalize('NFKC').toLowerCase().normalize('NFD');
  // Simplified before as well, because a confusable such as 徵 has a simplified form that resembles neither.
  const folded = foldConfusable(simplifyHan(foldConfusable(lower)));
  const letters = unhomoglyph(folded)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return (
    foldConfusable(letters)
      // Capital i resembles l, so they count as one letter.
      .replaceAll('i', 'l')
      // The skeleton maps m to rn, but not these pairs.
      .replaceAll('vv', 'w')
      .replaceAll('cl', 'd')
  );
}

/** Whether a text without Latin letters, such as one in Cyrillic, looks Latin. */
export function readsAsLatin(text: string): boolean {
  const letters = text.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '');
  return /[^\0-\x7f]/.test(letters) && /^[\0-\x7f]*$/.test(unhomoglyph(letters));
}
