import type { DataClass } from '@civic-graph/policy';
import { type CivilDate, cityTimeZone, civilDate } from '../citizen/age.ts';
import { type Html, html } from '../sign-in/html.ts';
import type { Language, Say } from './language.ts';

const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** Made once, because making a format takes much longer than using it. */
const formats = { zh: formatsOf('zh'), en: formatsOf('en') };

function formatsOf(language: Language) {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locales[language], options);
  const dayFormats = (dateStyle: 'full' | 'long') => ({
    instant: format({ dateStyle, timeZone: cityTimeZone }),
    civil: format({ dateStyle, timeZone: 'UTC' }),
  });
  return {
    full: dayFormats('full'),
    long: dayFormats('long'),
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: cityTimeZone }),
  };
}

/** A day with its weekday, in the city's time zone. @param date an instant, or a civil date */
export function longDay(date: Date | CivilDate, language: Language): Html {
  return dayOf(date, formats[language].full);
}

/** A day without its weekday, in the city's time zone. @param date an instant, or a civil date */
export function day(date: Date | CivilDate, language: Language): Html {
  return dayOf(date, formats[language].long);
}

function dayOf(date: Date | CivilDate, { instant, civil }: (typeof formats)['zh']['full']): Html {
  return typeof date === 'string'
    ? html`<time datetime="${date}">${civil.format(new Date(`${date}T00:00:00Z`))}</time>`
    : html`<time datetime="${civilDate(date)}">${instant.format(date)}</time>`;
}

/** Hours and minutes, in the city's time zone. */
export function clockTime(instant: Date, language: Language): Html {
  return html`<time datetime="${instant.toISOString()}">${formats[language].time.format(instant)}</time>`;
}

const englishList = new Intl.ListFormat(locales.en, { type: 'conjunction' });

/** Joins phrases to one list in the language: “a, b and c”. */
export function listed(items: readonly string[], language: Language): string {
  return language === 'zh' ? items.join('、') : englishList.format(items);
}

/** A data class in words. */
export function className(dataClass: DataClass, say: Say): string {
  switch (dataClass) {
    case 'C0':
      return say('公开', 'public');
    case 'C1':
      return say('去标识化信息', 'pseudonymous');
    case 'C2':
      return say('个人信息', 'personal');
    case 'C3':
      return say('敏感个人信息', 'sensitive');
    case 'C4':
      return say('不公开', 'never published');
  }
}
