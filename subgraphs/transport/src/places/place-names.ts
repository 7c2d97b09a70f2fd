import type { Feed } from '../feed/feed.ts';
import { foldText, wordsOf } from '../search/fold-text.ts';

/** Shorter common beginnings prove too little; one Chinese character says as much as several letters. */
const minLetters = 4;
const minCharacters = 2;
const ideographs = /^\p{Script=Han}+$/u;

/** Names of a stop or station in all languages, without case, accents and punctuation. */
export function namesOfPlace({ stops, translations }: Feed, row: number): readonly string[] {
  const [record, name] = [stops.ids.at(row), stops.names.at(row)];
  const place = { table: 'stops', field: 'stop_name', record };
  const texts = [...translations.languages].map((language) => translations.find(place, language, name) ?? '');
  return [...new Set([name, ...texts].map(fold))].filter((text) => text !== '');
}

function fold(name: string): string {
  return wordsOf(foldText(name)).join(' ');
}

export function haveSameName(one: readonly string[], other: readonly string[]): boolean {
  return one.some((name) => other.includes(name));
}

/** Whether a name of one is a name of the other, or its beginning: `Harbour` and `Harbour (East)`. */
export function haveSimilarNames(one: readonly string[], other: readonly string[]): boolean {
  return one.some((name) => other.some((each) => begins(name, each) || begins(each, name)));
}

function begins(name: string, longer: string): boolean {
  if (name === longer) return true;
  if (!longer.startsWith(name)) return false;
  if (ideographs.test(name)) return name.length >= minCharacters;
  return name.length >= minLetters && longer.charAt(name.length) === ' ';
}
