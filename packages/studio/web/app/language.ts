/** Languages of the Studio, in the first segment of each URL. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** Name of each language in itself, and its code for `lang` (BCP 47). */
export const languageNames: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' };
export const languageTags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** Formats of dates and numbers, as on the citizens' pages. */
export const formatLocales = { zh: 'zh-CN', en: 'en-GB' } as const satisfies Record<Language, string>;
export type FormatLocale = (typeof formatLocales)[Language];

/** @returns `null` if the path has no language */
export function languageOf(path: string): Language | null {
  return languages.find((language) => path === `/${language}` || path.startsWith(`/${language}/`)) ?? null;
}

/** The first of a browser's languages that the Studio has; Chinese is the official one. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const known = languages.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (known !== undefined) return known;
  }
  return 'zh';
}

/** The same page in another language. */
export function inLanguage(path: string, language: Language): string {
  const current = languageOf(path);
  const rest = current === null ? path : path.slice(current.length + 1);
  return `/${language}${rest === '/' ? '' : rest}`;
}
