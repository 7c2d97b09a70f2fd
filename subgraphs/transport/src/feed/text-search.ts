import { at } from './columns.ts';
import type { FeedTables } from './feed-tables.ts';
import { inSlices } from './slices.ts';

const rowsOfSlice = 1_000;

/**
 * Normalises text for search: ignores case, accents and character width, so that `kuopio`, `KUOPIO` and
 * `ＫＵＯＰＩＯ` match (Unicode NFKD, then without combining marks).
 */
function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Rows whose names contain every word of a search. */
export class TextIndex {
  readonly #texts: readonly string[];

  private constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  /** @param namesOf all names of a row, in every language */
  static async of(rows: number, namesOf: (row: number) => readonly string[]): Promise<TextIndex> {
    const texts: string[] = [];
    await inSlices(rows, rowsOfSlice, (row) => texts.push(foldText(namesOf(row).join('\n'))));
    return new TextIndex(texts);
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

export async function indexNames({ stops, routes, translations }: FeedTables): Promise<NameIndex> {
  const translated = (table: string, field: string, record: string, value: string) =>
    [...translations.languages].map(
      (language) => translations.find({ table, field, record }, language, value) ?? '',
    );
  return {
    stops: await TextIndex.of(stops.ids.length, (row) => {
      const name = at(stops.names, row);
      return [name, at(stops.codes, row), ...translated('stops', 'stop_name', at(stops.ids, row), name)];
    }),
    routes: await TextIndex.of(routes.length, (row) => {
      const { id, shortName, longName } = at(routes, row);
      return [
        shortName,
        longName,
        ...translated('routes', 'route_short_name', id, shortName),
        ...translated('routes', 'route_long_name', id, longName),
      ];
    }),
  };
}
