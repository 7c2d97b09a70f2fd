import type { Language } from '../language.ts';
import type { Money } from './operation.ts';

/** Formats an amount; the minor units never become a floating-point number. */
export function moneyText({ amountMinor, currency }: Money, language: Language): string {
  const format = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const sign = amountMinor.startsWith('-') ? '-' : '';
  const padded = amountMinor.replace('-', '').padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  const text = digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(-digits)}`;
  return format.format(text as `${number}`);
}
