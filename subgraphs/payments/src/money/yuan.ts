/**
 * Providers write CNY as yuan with two decimals. Conversion moves the point in the text, because 0.29 * 100
 * is 28.999999999999996 as a double.
 */
export function yuanOf(amountMinor: bigint): string {
  const digits = String(amountMinor < 0n ? -amountMinor : amountMinor).padStart(3, '0');
  return `${amountMinor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** @throws RangeError unless it is an amount of yuan with at most two decimals */
export function minorUnitsOf(yuan: string): bigint {
  const match = /^([+-]?)(\d{1,15})(?:\.(\d{1,2}))?$/.exec(yuan);
  if (match === null) throw new RangeError('not an amount of yuan');
  const [, sign, whole = '0', part = ''] = match;
  const amount = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
  return sign === '-' ? -amount : amount;
}
