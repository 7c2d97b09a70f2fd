import type { Language } from './language.ts';
import { locales } from './language.ts';

export interface Money {
  /** Whole minor units, such as fen, in decimal. */
  readonly amountMinor: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** Formats values in a language and the city's time zone. */
export interface Format {
  money(money: Money): string;
  /** @param date civil date, YYYY-MM-DD */
  day(date: string): string;
  /** @param instant RFC 3339 */
  instant(instant: string): string;
  time(instant: Date): string;
  number(value: number): string;
  decimal(value: number): string;
  percent(share: number): string;
  /** With its sign. */
  change(share: number): string;
}

const made = new Map<string, Format>();

/** Returns the formats of a language, made once because making them takes longer than using them. */
export function formatIn(language: Language, timeZone: string): Format {
  const key = `${language} ${timeZone}`;
  const found = made.get(key) ?? createFormat(locales[language], timeZone);
  made.set(key, found);
  return found;
}

function createFormat(locale: string, timeZone: string): Format {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const time = new Intl.DateTimeFormat(locale, {
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    timeZone,
  });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const change = new Intl.NumberFormat(locale, {
    ...{ style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' },
  });
  return {
    money: moneyFormat(locale),
    day: (date) => day.format(new Date(`${date}T00:00:00Z`)),
    instant: (text) => instant.format(new Date(text)),
    time: (date) => time.format(date),
    number: (value) => whole.format(value),
    decimal: (value) => decimal.format(value),
    percent: (share) => percent.format(share),
    change: (share) => change.format(share),
  };
}

/** Formats amounts of any currency. */
function moneyFormat(locale: string): Format['money'] {
  const formats = new Map<string, Intl.NumberFormat>();
  return ({ amountMinor, currency }) => {
    const format =
      formats.get(currency) ??
      new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
    formats.set(currency, format);
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    // In the text, because a double may be inexact.
    const padded = amountMinor.padStart(digits + 1, '0');
    const point = padded.length - digits;
    const text = digits === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`;
    return format.format(text as Intl.StringNumericLiteral);
  };
}
