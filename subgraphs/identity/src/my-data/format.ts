import type { DataClass } from '@civic-graph/policy';
import { cityTimeZone, civilDate } from '../citizen/age.ts';
import { type Html, html } from '../sign-in/html.ts';
import type { Language, Say } from './language.ts';

/** Dates and times, in the city's time zone. */
const locales: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
const timeZone = cityTimeZone;

/** A day with its weekday. @param date an instant, or a civil date */
export function longDay(date: Date | string, language: Language): Html {
  return dayOf(date, language, 'full');
}

/** A day without its weekday. @param date an instant, or a civil date */
export function day(date: Date | string, language: Language): Html {
  return dayOf(date, language, 'long');
}

function dayOf(date: Date | string, language: Language, dateStyle: 'full' | 'long'): Html {
  const [when, zone] = typeof date === 'string' ? [new Date(`${date}T00:00:00Z`), 'UTC'] : [date, timeZone];
  const text = new Intl.DateTimeFormat(locales[language], { dateStyle, timeZone: zone }).format(when);
  return html`<time datetime="${civilDate(when, zone)}">${text}</time>`;
}

/** Hours and minutes. */
export function clockTime(instant: Date, language: Language): Html {
  const text = new Intl.DateTimeFormat(locales[language], {
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    timeZone,
  }).format(instant);
  return html`<time datetime="${instant.toISOString()}">${text}</time>`;
}

/** Joins phrases to one list in the language: “a, b and c”. */
export function listed(items: readonly string[], language: Language): string {
  if (language === 'zh') return items.join('、');
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items);
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
