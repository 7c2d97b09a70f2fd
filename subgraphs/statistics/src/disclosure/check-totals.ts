import type { Cell } from '../data-sets/cell.ts';
import type { Problems } from '../data-sets/problem.ts';
import type { SumRelation } from './sum-relation.ts';

/**
 * Refuses a file whose declared totals are not the sums of their parts: suppression would then protect against
 * sums that nobody can form, and not against those that they can.
 *
 * @param roundedTo decimals that the owner rounded the values to; null for exact values
 */
export function checkTotals(
  cells: readonly Cell[],
  relations: readonly SumRelation[],
  column: string,
  roundedTo: number | null,
  problems: Problems,
): void {
  for (const { total, parts } of relations) {
    const cell = cells[total];
    const values = parts.map((part) => cells[part]?.value ?? null);
    if (cell === undefined || cell.value === null || values.includes(null)) continue;
    const sum = values.reduce<number>((all, value) => all + (value ?? 0), 0);
    const rounding = roundedTo === null ? 0 : ((parts.length + 1) * 10 ** -roundedTo) / 2;
    if (Math.abs(sum - cell.value) > rounding + Math.abs(cell.value) * 1e-9) {
      problems.add(
        cell.line,
        column,
        `a declared total is ${cell.value}, but its ${parts.length} parts sum to ${sum}`,
      );
    }
  }
}
