import type { Feed } from '../feed/feed.ts';
import type { TranslatedField } from '../feed/translations.ts';

/** BCP 47 in outline, and short: each part is tried. */
const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/;

/** A text of the feed in the language asked for, else in the feed's own words; `null` where there is none. */
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
