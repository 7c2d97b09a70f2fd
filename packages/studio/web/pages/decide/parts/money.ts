import { useFormatter } from 'use-intl';

export interface Amount {
  readonly amountMinor: string;
  readonly currency: string;
}

/** An amount in words of the page's language; as text, because 64-bit amounts exceed a double. */
export function useMoney(): (amount: Amount) => string {
  const format = useFormatter();
  return ({ amountMinor, currency }) => {
    // `Intl` formats a decimal string exactly, but its types know only numbers.
    const value = decimalOf(amountMinor) as unknown as number;
    return format.number(value, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  };
}

/** "20000" is "200.00"; every currency of this treasury has two decimals. */
export function decimalOf(amountMinor: string): string {
  const sign = amountMinor.startsWith('-') ? '-' : '';
  const digits = amountMinor.replace('-', '').padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
