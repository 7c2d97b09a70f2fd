import { at } from '../feed/columns.ts';
import type { FeedTables } from '../feed/feed-tables.ts';
import { TextIndex } from './text-index.ts';

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
      const name = stops.names.at(row);
      return [name, stops.codes.at(row), ...translated('stops', 'stop_name', stops.ids.at(row), name)];
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
