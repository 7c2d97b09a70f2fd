import { pinyin } from 'pinyin-pro';

const han = /\p{Script=Han}+/gu;

/** Pinyin terms for the Chinese parts of a text: from each syllable to the end, and the initials. */
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
