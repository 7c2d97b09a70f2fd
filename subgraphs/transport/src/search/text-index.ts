import SearchableMap from 'minisearch/SearchableMap';
import { at, intAt } from '../feed/columns.ts';
import { asSlice, inSlices } from '../feed/slices.ts';
import { foldText, searchWords, wordsOf } from './fold-text.ts';
import { pinyinTerms } from './pinyin-terms.ts';

/** How well a word fits the names of a row, the best first. */
const fit = { whole: 0, start: 1, wordStart: 2, within: 3, pinyin: 4, similar: 5, none: 6 } as const;

/** Only ASCII letters and digits can be pinyin, or have typing errors by single letters. */
const typed = /^[a-z0-9']+$/;
/** Shorter words have too many neighbours. */
const minSimilar = 4;
const longWord = 8;
/** Typing errors are considered only if fewer rows than this match without them. */
const enough = 10;
const letterOrDigit = /[\p{L}\p{N}]/u;

/** Rows that have a term. */
type Terms = SearchableMap<number[]>;

/** A row that matches, and the length of its names. */
interface FoundText {
  readonly row: number;
  readonly length: number;
}

/**
 * Matching rows of several indexes, best first; `null` for a search without words. Typing errors are
 * considered only if too few rows match without them in all indexes together.
 */
export function searchTexts(
  indexes: readonly TextIndex[],
  search: string,
): { readonly index: number; readonly row: number }[] | null {
  const words = searchWords(search);
  if (words.length === 0) return null;
  const exact = findIn(indexes, words, false);
  return exact.length >= enough ? exact : findIn(indexes, words, true);
}

function findIn(indexes: readonly TextIndex[], words: readonly string[], toleratesErrors: boolean) {
  const groups = indexes.map((index) => index.find(words, toleratesErrors));
  return Array.from({ length: fit.none }, (_, group) =>
    groups
      .flatMap((own, index) => at(own, group).map((found) => ({ index, ...found })))
      .sort((one, other) => one.length - other.length),
  ).flat();
}

/** Finds rows by their names: every word of a search must match, also as pinyin or with typing errors. */
export class TextIndex {
  /** All names of a row, folded, a line each. */
  readonly #texts: readonly string[];
  /** Rows by the length of their names: among equal matches, the shortest name is the closest. */
  readonly #byLength: Int32Array;
  readonly #words: Terms;
  readonly #pinyin: Terms;

  private constructor(texts: readonly string[], byLength: Int32Array, words: Terms, pinyin: Terms) {
    this.#texts = texts;
    this.#byLength = byLength;
    this.#words = words;
    this.#pinyin = pinyin;
  }

  /** @param namesOf all names of a row, in every language */
  static async of(rows: number, namesOf: (row: number) => readonly string[]): Promise<TextIndex> {
    const texts: string[] = [];
    const words: Terms = new SearchableMap();
    const pinyin: Terms = new SearchableMap();
    await inSlices(rows, (row) => {
      const names = namesOf(row).join('\n');
      const text = foldText(names);
      texts.push(text);
      addTerms(words, wordsOf(text), row);
      addTerms(pinyin, pinyinTerms(names), row);
    });
    const length = (row: number) => at(texts, row).length;
    const byLength = await asSlice(() =>
      Int32Array.from(texts.keys()).sort((one, other) => length(one) - length(other) || one - other),
    );
    return new TextIndex(texts, byLength, words, pinyin);
  }

  /** Matching rows by how well they fit, each group by the length of its texts. */
  find(words: readonly string[], toleratesErrors: boolean): readonly (readonly FoundText[])[] {
    const further = (word: string) => (toleratesErrors ? this.#similarTo(word) : this.#beginningWith(word));
    return this.#find(words, words.map(further)).map((rows) =>
      rows.map((row) => ({ row, length: at(this.#texts, row).length })),
    );
  }

  /** @param further other rows that match each word */
  #find(words: readonly string[], further: readonly ReadonlyMap<number, number>[]): number[][] {
    const whole = words.join(' ');
    const tiers: number[][] = Array.from({ length: fit.none }, () => []);
    for (let place = 0; place < this.#byLength.length; place += 1) {
      const row = intAt(this.#byLength, place);
      const text = at(this.#texts, row);
      let worst: number = fitOf(text, whole);
      if (worst > fit.start) {
        worst = fit.start;
        for (const [index, word] of words.entries()) {
          const own = words.length === 1 ? fitOf(text, whole) : fitOf(text, word);
          worst = Math.max(worst, Math.min(own, at(further, index).get(row) ?? fit.none));
          if (worst === fit.none) break;
        }
      }
      tiers[worst]?.push(row);
    }
    return tiers;
  }

  /** Rows with pinyin that begins with the word. */
  #beginningWith(word: string): Map<number, number> {
    const rows = new Map<number, number>();
    if (!typed.test(word)) return rows;
    for (const [, own] of this.#pinyin.atPrefix(word)) for (const row of own) rows.set(row, fit.pinyin);
    return rows;
  }

  /** Rows with pinyin that begins with the word, or a term that differs from it by a typing error or two. */
  #similarTo(word: string): ReadonlyMap<number, number> {
    const rows = this.#beginningWith(word);
    if (word.length < minSimilar || !typed.test(word)) return rows;
    const errors = word.length < longWord ? 1 : 2;
    for (const terms of [this.#words, this.#pinyin]) {
      for (const [own] of terms.fuzzyGet(word, errors).values()) {
        for (const row of own) if (!rows.has(row)) rows.set(row, fit.similar);
      }
    }
    return rows;
  }
}

function addTerms(index: Terms, terms: readonly string[], row: number): void {
  for (const term of terms) {
    const known = index.get(term);
    if (known === undefined) index.set(term, [row]);
    else if (known.at(-1) !== row) known.push(row);
  }
}

/** How a word matches one of the lines of a text. */
function fitOf(text: string, word: string): number {
  let best: number = fit.none;
  for (let place = text.indexOf(word); place !== -1; place = text.indexOf(word, place + 1)) {
    const before = text.charAt(place - 1);
    const after = text.charAt(place + word.length);
    const begins = before === '' || before === '\n';
    if (begins && (after === '' || after === '\n')) return fit.whole;
    best = Math.min(best, begins ? fit.start : letterOrDigit.test(before) ? fit.within : fit.wordStart);
  }
  return best;
}
