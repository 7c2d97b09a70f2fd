import type { Feed } from '../feed/feed.ts';

/** A text of the feed in the language asked for, else in the feed's own words; `null` where there is none. */
export function translated(
  { translations }: Feed,
  place: { table: string; field: string; record: string },
  value: string,
  language: string | null | undefined,
): string | null {
  if (value === '') return null;
  if (language === null || language === undefined) return value;
  return translations.find(place.table, place.field, language, place.record, value) ?? value;
}
