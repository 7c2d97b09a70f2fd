/** A decimal number in units of its last place, because money must never become a floating-point number. */
function wholeOf(text: string, places: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(`${whole === '' ? '0' : whole}${fraction.padEnd(places, '0')}`);
}

function placesOf(text: string): number {
  const point = text.indexOf('.');
  return point === -1 ? 0 : text.length - point - 1;
}

/** The sum of two amounts such as `2.50`, with the decimal places of the longer one. */
export function addDecimals(one: string, other: string): string {
  const places = Math.max(placesOf(one), placesOf(other));
  const sum = String(wholeOf(one, places) + wholeOf(other, places)).padStart(places + 1, '0');
  return places === 0 ? sum : `${sum.slice(0, -places)}.${sum.slice(-places)}`;
}

/** Negative if the first amount is less, positive if it is more. */
export function compareDecimals(one: string, other: string): number {
  const places = Math.max(placesOf(one), placesOf(other));
  const difference = wholeOf(one, places) - wholeOf(other, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
