import type { Cell } from '../data-sets/cell.ts';
import type { Problems } from '../data-sets/problem.ts';
import type { SumRelation } from './sum-relation.ts';

/**
 * Refuses a file whose totals are not the sums of their parts: suppression would then protect the wrong sums.
 *
 * @param roundedTo decimals of the rounded values; null for exact values
 */
export function checkTotals(
  cells: readonly Cell[],
  relations: readonly SumRelation[],
  column: string,
  roundedTo: number | null,
  problems: Problems,
): void {
  for (const relation of relations) {
    const cell = cells[relation.total];
    if (cell === undefined || relation.isPartial || isSum(cells, relation, roundedTo)) continue;
    problems.add(
      cell.line,
      column,
      `a total is ${cell.value}, but its ${relation.parts.length} parts sum to ${sumOf(cells, relation.parts)}; correct it, or list the codes that are totals in the dimension's "totals" ([] for none)`,
    );
  }
}

/** Whether a cell is the sum of others, within the rounding. */
export function isSum(
  cells: readonly Cell[],
  { total, parts }: Pick<SumRelation, 'total' | 'parts'>,
  roundedTo: number | null,
): boolean {
  const value = cells[total]?.value ?? 0;
  const rounding = roundedTo === null ? 0 : ((parts.length + 1) * 10 ** -roundedTo) / 2;
  return Math.abs(sumOf(cells, parts) - value) <= rounding + Math.abs(value) * 1e-9;
}

function sumOf(cells: readonly Cell[], parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + (cells[part]?.value ?? 0), 0);
}
