import { pinyin } from 'pinyin-pro';

const han = /\p{Script=Han}+/gu;
/** Longest group of syllables that a typing error may be in. */
const maxGroup = 3;

/**
 * Terms by which Chinese names are found in Latin letters: from each syllable to the end, so that any part
 * can be typed; groups of syllables, for typing errors; and initials, such as `xh`.
 */
export function pinyinTerms(text: string): string[] {
  const terms = new Set<string>();
  for (const [characters] of text.matchAll(han)) {
    // `v` stands for ü, as on a keyboard.
    const syllables = pinyin(characters, { toneType: 'none', type: 'array', v: true });
    for (let first = 0; first < syllables.length; first += 1) {
      const rest = syllables.slice(first);
      terms.add(rest.join(''));
      for (let length = 2; length <= maxGroup; length += 1) terms.add(rest.slice(0, length).join(''));
      if (rest.length > 1) terms.add(rest.map((syllable) => syllable.charAt(0)).join(''));
    }
  }
  return [...terms];
}
