import type { Feed } from '../feed/feed.ts';
import type { TranslatedField } from '../feed/translations.ts';

/** Simplified BCP 47, bounded because each part is tried. */
const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/;

/** A text of the feed in the requested language, else the original; `null` if there is none. */
export function translated(
  { translations }: Feed,
  place: TranslatedField,
  value: string,
  language: string | null | undefined,
): string | null {
  if (value === '') return null;
  if (language === null || language === undefined || !languageTag.test(language)) return value;
  return translations.find(place, language, value) ?? value;
}
