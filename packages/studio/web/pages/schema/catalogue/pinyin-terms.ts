import { pinyin } from 'pinyin-pro';

const han = /\p{Script=Han}+/gu;

/** Latin words by which the Chinese parts of a text are found: each syllable to the end, and initials. */
export function pinyinTerms(text: string): string {
  const terms = new Set<string>();
  for (const [characters] of text.matchAll(han)) {
    // `v` stands for ü, as on a keyboard.
    const syllables = pinyin(characters, { toneType: 'none', type: 'array', v: true });
    for (const first of syllables.keys()) terms.add(syllables.slice(first).join(''));
    terms.add(syllables.map((syllable) => syllable.charAt(0)).join(''));
  }
  return [...terms].join(' ');
}
