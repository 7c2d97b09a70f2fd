const [zero, nine] = [48, 57];
/** More digits may exceed 32 bits. */
const maxDigits = 9;

/**
 * Parses an unsigned integer from bytes, without a string.
 *
 * @returns -1 for none, more than nine, or anything but digits
 */
export function parseDigits(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > maxDigits) return -1;
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = bytes[at] ?? 0;
    if (digit < zero || digit > nine) return -1;
    value = 10 * value + digit - zero;
  }
  return value;
}
