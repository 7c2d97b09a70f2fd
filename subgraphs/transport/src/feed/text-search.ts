import type { FeedTables } from './feed-tables.ts';

/**
 * Text as people type it: case, accents and width of characters aside, so that `kuopio`, `KUOPIO` and `ＫＵＯＰＩＯ`
 * are one (Unicode NFKD, then without combining marks).
 */
function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Rows whose names hold every word of a search. */
export class TextIndex {
  readonly #texts: readonly string[];

  /** @param names all names of row n, in every language */
  constructor(names: readonly (readonly string[])[]) {
    this.#texts = names.map((row) => foldText(row.join('\n')));
  }

  matches(row: number, words: readonly string[]): boolean {
    const text = this.#texts[row] ?? '';
    return words.every((word) => text.includes(word));
  }
}

export function searchWords(search: string): string[] {
  return foldText(search).split(/\s+/).filter(Boolean);
}

/** Names of stops and routes in all languages of the feed. */
export interface NameIndex {
  readonly stops: TextIndex;
  readonly routes: TextIndex;
}

export function indexNames({ stops, routes, translations }: FeedTables): NameIndex {
  const translated = (table: string, field: string, record: string, value: string) =>
    [...translations.languages].map(
      (language) => translations.find({ table, field, record }, language, value) ?? '',
    );
  return {
    stops: new TextIndex(
      stops.ids.map((id, row) => {
        const name = stops.names[row] ?? '';
        return [name, stops.codes[row] ?? '', ...translated('stops', 'stop_name', id, name)];
      }),
    ),
    routes: new TextIndex(
      routes.map(({ id, shortName, longName }) => [
        shortName,
        longName,
        ...translated('routes', 'route_short_name', id, shortName),
        ...translated('routes', 'route_long_name', id, longName),
      ]),
    ),
  };
}
