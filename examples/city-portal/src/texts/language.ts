/** Languages of the pages, the official one first. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

export const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
export const otherLanguage: Readonly<Record<Language, Language>> = { zh: 'en', en: 'zh' };
/** Values of the schema's `Language`. */
export const graphLanguage = { zh: 'ZH', en: 'EN' } as const;

/** Language of the first part of a path; `null` if it is none. */
export function languageIn(path: string): Language | null {
  return languages.find((language) => path === `/${language}` || path.startsWith(`/${language}/`)) ?? null;
}

/** Language that the browser prefers (RFC 9110, section 12.5.4); Chinese without one of ours. */
export function preferredLanguage(header: string | null): Language {
  const wanted = (header ?? '')
    .slice(0, 200)
    .split(',')
    .flatMap((range) => {
      const [tag = '', quality = ''] = range.toLowerCase().trim().split(';');
      const language = languages.find((each) => each === tag.split('-')[0]);
      const weight = Number(/q=([\d.]+)/.exec(quality)?.[1] ?? 1);
      return language === undefined || weight === 0 ? [] : [{ language, weight }];
    });
  return wanted.sort((one, other) => other.weight - one.weight)[0]?.language ?? 'zh';
}
