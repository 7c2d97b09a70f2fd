import { letterCjk, strokeCjk } from './confusable-letters.ts';
import { readsAsLatin } from './look-alike.ts';

/** Latin without phonetic alphabets, most of which resemble other letters. */
const latin = 'A-Za-z\\u00c0-\\u024f\\u1e00-\\u1eff';
const scripts = (...names: string[]) => names.map((name) => `\\p{scx=${name}}`).join('');

/** Without single jamo, which modern Korean composes and which resemble Latin letters. */
const hangul = '\\uac00-\\ud7a3';

/**
 * The level "highly restrictive" of Unicode UTS #39, section 5.2, for the scripts in modern use (UAX #31,
 * table 5), but no Latin beside Bopomofo, whose letters are strokes.
 */
const combinations = [
  latin + scripts('Han', 'Hiragana', 'Katakana'),
  scripts('Han', 'Bopomofo'),
  latin + scripts('Han') + hangul,
  ...[
    ...[
      'Arabic',
      'Armenian',
      'Bengali',
      'Cyrillic',
      'Devanagari',
      'Ethiopic',
      'Georgian',
      'Greek',
      'Gujarati',
    ],
    ...[
      'Gurmukhi',
      'Hebrew',
      'Kannada',
      'Khmer',
      'Lao',
      'Malayalam',
      'Mongolian',
      'Myanmar',
      'Oriya',
      'Sinhala',
    ],
    ...['Tamil', 'Telugu', 'Thaana', 'Thai', 'Tibetan', 'Yi'],
  ].map((name) => scripts(name)),
].map((letters) => new RegExp(`^[${letters}]*$`, 'u'));

/** Context resolves a Latin look-alike: in 窗口2 its neighbours are CJK. */
const alone = (letters: string) => `(?<![^${latin}0-9])${letters}(?![^${latin}0-9])`;
const strokes = alone(`[${strokeCjk}]+`);
const latinLike = `(?:${strokes}|${alone(`[${letterCjk}]`)})`;
/** After one Latin letter it may name a gate, as in A口. */
const disguisedCjk = new RegExp(
  [
    `(?<=[${latin}]{2})${latinLike}`,
    `${latinLike}(?=[${latin}]{2})`,
    `(?<=[${latin}])${latinLike}(?=[${latin}])`,
    `(?<=[${latin}0-9]{2})${strokes}`,
    `${strokes}(?=[${latin}0-9]{2})`,
  ].join('|'),
  'u',
);

const notLetters = /[^\p{L}\p{M}]+/u;
const invisible = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;
const otherSpace = /[^\P{White_Space} ]/u;
/** A combining mark on a letter of a script without marks. */
const looseMark = new RegExp(`(?:^|[^\\p{L}\\p{M}]|[${latin}\\p{scx=Han}])\\p{M}`, 'u');
/** Symbols could imitate a badge of the platform, and digits of other scripts letters. */
const notInNames = /[^\p{L}\p{M}0-9 \-&'’.,:!+/()·（）：，！\u0f0b]/u;
/** Common in Chinese text, and not confusable. */
const chineseMarks = /[（）：，！？；～…]/g;

/** Returns why a text cannot be displayed beside the platform's own words, or `null`. */
export function sentenceProblem(text: string, length: number): string | null {
  return lineProblem(text, length) ?? mixedScripts(text.split(notLetters));
}

/** Returns why a name cannot be displayed to citizens as an identity, or `null`. */
export function nameProblem(name: string, length: number): string | null {
  return (
    lineProblem(name, length) ??
    symbols(name) ??
    mixedScripts([name.replace(/[^\p{L}\p{M}]/gu, '')]) ??
    // Includes digits, which mix with every script.
    disguise(name.replace(/[^\p{L}\p{M}0-9]/gu, ''))
  );
}

/** Whether a Unicode label of a host name is confusable (UTS #46 leaves that to registries). */
export function isDisguisedLabel(label: string): boolean {
  return mixedScripts(label.split(notLetters)) !== null || readsAsLatin(label);
}

function lineProblem(text: string, length: number): string | null {
  if (text.length === 0 || text.length > length) return `must be one line of 1 to ${length} characters`;
  if (invisible.test(text)) return 'contains an invisible character; remove it';
  if (otherSpace.test(text) || /^ | {2}| $/.test(text))
    return 'must have single spaces (U+0020) between words, and no others';
  const plain = text.replace(chineseMarks, '').normalize('NFKC');
  if (plain !== text.replace(chineseMarks, '')) return `contains compatibility characters; write ${plain}`;
  return looseMark.test(text) ? 'has a combining mark on a letter that takes none; remove it' : null;
}

function symbols(name: string): string | null {
  const found = notInNames.exec(name)?.[0];
  if (found !== undefined) return `has ${found}; use letters, digits 0 to 9, spaces and -&'.,:!+/()·`;
  return /\p{L}/u.test(name) ? null : 'must have a letter';
}

function mixedScripts(words: readonly string[]): string | null {
  const mixed = words.find(
    (word) => disguisedCjk.test(word) || !combinations.some((letters) => letters.test(word)),
  );
  return mixed === undefined
    ? null
    : `mixes scripts or uses rare letters in ${mixed}; write it in one script`;
}

function disguise(name: string): string | null {
  return readsAsLatin(name) || disguisedCjk.test(name)
    ? 'looks like Latin letters but uses another script; write it in Latin letters'
    : null;
}
