/** Languages of the citizens' pages, the official one first. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** Picks the text of a page's language. */
export type Say = (zh: string, en: string) => string;

export function sayIn(language: Language): Say {
  return (zh, en) => (language === 'zh' ? zh : en);
}

/** Anybody may send it; browsers send some 50 characters. */
const maxHeaderLength = 200;

/** Language that the browser prefers (RFC 9110, section 12.5.4); Chinese without one of ours. */
export function preferredLanguage(header = ''): Language {
  const wanted = header
    .slice(0, maxHeaderLength)
    .split(',')
    .flatMap((range) => {
      const [tag = '', ...parameters] = range
        .toLowerCase()
        .split(';')
        .map((part) => part.trim());
      const language = languages.find((each) => each === tag.split('-')[0]);
      const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
      return language === undefined || !(weight > 0) ? [] : [{ language, weight }];
    });
  return wanted.sort((one, other) => other.weight - one.weight)[0]?.language ?? 'zh';
}
