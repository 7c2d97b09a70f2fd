import type { MultilingualText } from '../data-sets/text.ts';
import type { Language } from './resolver-types.ts';

/** The text in the language asked for, else in the one that there is. */
export function inLanguage({ zh, en }: MultilingualText, { language }: { language: Language }): string {
  return (language === 'ZH' ? (zh ?? en) : (en ?? zh)) ?? '';
}

/** Resolves a field `name(language:)` of what carries its name in both. */
export function localizedName(
  parent: { readonly name: MultilingualText },
  args: { language: Language },
): string {
  return inLanguage(parent.name, args);
}
