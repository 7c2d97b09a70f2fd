import type { CellColumns } from './cell-columns.ts';

/**
 * Reports each row with the dimensions and period of an earlier one. The hash table (open addressing) holds
 * row numbers, so it takes 8 to 16 bytes per row.
 */
export function findDuplicates(
  { codes, firstMonths, size }: CellColumns,
  report: (row: number, earlier: number) => void,
): void {
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(size, 1) * 2)));
  const mask = slots.length - 1;
  const isSame = (one: number, other: number) =>
    firstMonths[one] === firstMonths[other] && codes.every((column) => column[one] === column[other]);
  for (let row = 0; row < size; row += 1) {
    let hash = mix(0, firstMonths[row] ?? 0);
    for (const column of codes) hash = mix(hash, column[row] ?? 0);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const taken = slots[slot] ?? 0;
      if (taken === 0) {
        slots[slot] = row + 1;
        break;
      }
      if (isSame(taken - 1, row)) {
        report(row, taken - 1);
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
}

/** MurmurHash3's step: codes are small and close to each other. */
function mix(hash: number, value: number): number {
  const scrambled = Math.imul(value, 0xcc9e2d51);
  const mixed = hash ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  return Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64;
}
