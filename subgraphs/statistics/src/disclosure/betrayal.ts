import { suppressedBounds } from './bounds.ts';
import { determinedCells } from './determined.ts';
import type { SensitiveTable } from './sensitive-table.ts';
import type { SumRelation } from './sum-relation.ts';

/**
 * Whether one sum by itself betrays what it hides. What is published of it leaves a difference, the sum of its
 * suppressed parts, which a reader has like any published cell: so it must be about more than one cell, and about
 * enough units.
 */
export function betrays(table: SensitiveTable, { total, parts }: SumRelation): boolean {
  const hidden = parts.filter((part) => table.suppressed.has(part));
  if (table.suppressed.has(total)) return hidden.length === 0;
  const units = hidden.reduce((sum, part) => sum + (table.cells[part]?.units ?? 0), 0);
  return hidden.length === 1 || (hidden.length > 1 && units < table.threshold);
}

/** A suppressed cell that several sums together betray, though none of them does alone. */
export function betrayedTogether(table: SensitiveTable): number | undefined {
  const { relations, suppressed, cells } = table;
  const [determined] = determinedCells(relations, suppressed);
  if (determined !== undefined || !table.nonNegative) return determined;
  const bounds = suppressedBounds(relations, suppressed, (cell) => cells[cell]?.value ?? 0);
  for (const [cell, { low, high }] of bounds) {
    if (high - low <= tooNarrow(table, cell, high)) return cell;
  }
  return undefined;
}

/** Where a value counts the protected units themselves, a bracket below the threshold is as good as the value. */
function tooNarrow({ cells, primary, threshold }: SensitiveTable, cell: number, high: number): number {
  const counts = cells[cell]?.value === cells[cell]?.units;
  return primary.has(cell) && counts ? threshold - 1 : Math.abs(high) * 1e-9;
}
