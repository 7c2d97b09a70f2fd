import { determinedCells } from './determined.ts';
import type { DisclosureAuditor, Range } from './feasible-range.ts';
import type { SensitiveTable } from './sensitive-table.ts';
import type { SumRelation } from './sum-relation.ts';

/**
 * Whether one sum alone reveals a hidden value: the sum of its suppressed parts is known, so it must cover
 * more than one cell and enough units.
 */
export function betrays(table: SensitiveTable, { total, parts }: SumRelation): boolean {
  const hidden = parts.filter((part) => table.suppressed.has(part));
  if (table.suppressed.has(total)) return hidden.length === 0;
  const units = hidden.reduce((sum, part) => sum + (table.cells[part]?.units ?? 0), 0);
  return hidden.length === 1 || (hidden.length > 1 && units < table.protection.threshold);
}

/**
 * Finds a suppressed cell that several sums reveal together.
 *
 * @param judged cells to check; safe ones are removed
 */
export function betrayedTogether(
  table: SensitiveTable,
  judged: Set<number>,
  auditor: DisclosureAuditor,
): number | undefined {
  const determined = determinedCells(table.relations, table.suppressed).find((cell) => judged.has(cell));
  if (determined !== undefined) return determined;
  return auditor.firstWithin(table, judged, (cell, range) => isTooNarrow(table, cell, range));
}

/**
 * Whether a range is too narrow: below the minimum share of the value or, for unit counts, below the
 * threshold. Secondary cells are judged alike, or a narrow range would distinguish them.
 */
function isTooNarrow(
  { cells, primary, protection }: SensitiveTable,
  cell: number,
  { low, high }: Range,
): boolean {
  const { value = null, units = null } = cells[cell] ?? {};
  const counts = primary.has(cell) && value === units;
  const width = Math.max(counts ? protection.threshold : 0, Math.abs(value ?? 0) * protection.minimumWidth);
  const tolerance = 1e-6 * Math.max(1, Math.abs(high));
  return high - low < width + (width > 0 ? -tolerance : tolerance);
}
