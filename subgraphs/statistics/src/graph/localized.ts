import type { MultilingualText } from '../data-sets/text.ts';
import type { Language } from './resolver-types.ts';

/** The text in the requested language, else in the other one. */
export function inLanguage({ zh, en }: MultilingualText, { language }: { language: Language }): string {
  return (language === 'ZH' ? (zh ?? en) : (en ?? zh)) ?? '';
}

/** Resolves a field `name(language:)` of an object with names in both languages. */
export function localizedName(
  parent: { readonly name: MultilingualText },
  args: { language: Language },
): string {
  return inLanguage(parent.name, args);
}
