/** Longer amounts would make sums slow. */
export const maxAmountLength = 30;

/** A decimal number in units of its last place, because money must never become a floating-point number. */
function wholeOf(text: string, places: number): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.padEnd(places, '0')}`);
}

function placesOf(text: string): number {
  const point = text.indexOf('.');
  return point === -1 ? 0 : text.length - point - 1;
}

/** The sum of two amounts such as `2.50` or `-0.50`, with the decimal places of the longer one. */
export function addDecimals(one: string, other: string): string {
  const places = Math.max(placesOf(one), placesOf(other));
  const sum = wholeOf(one, places) + wholeOf(other, places);
  const sign = sum < 0n ? '-' : '';
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, '0');
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Negative if the first amount is less, positive if it is more. */
export function compareDecimals(one: string, other: string): number {
  const places = Math.max(placesOf(one), placesOf(other));
  const difference = wholeOf(one, places) - wholeOf(other, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
