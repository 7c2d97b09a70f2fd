import type { Feed } from '../feed/feed.ts';
import type { TranslatedField } from '../feed/translations.ts';

/** A text of the feed in the requested language, else the original; `null` if there is none. */
export function translated(
  { translations }: Feed,
  place: TranslatedField,
  value: string,
  language: string | null | undefined,
): string | null {
  if (value === '') return null;
  return translations.find(place, language, value) ?? value;
}
