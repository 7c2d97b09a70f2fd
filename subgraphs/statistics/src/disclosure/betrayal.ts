import { determinedCells } from './determined.ts';
import type { DisclosureAuditor, Range } from './feasible-range.ts';
import type { SensitiveTable } from './sensitive-table.ts';
import type { SumRelation } from './sum-relation.ts';

/**
 * Whether one sum by itself betrays what it hides. What is published of it leaves a difference, the sum of
 * its suppressed parts, which a reader has like any published cell: so it must be about more than one cell,
 * and about enough units.
 */
export function betrays(table: SensitiveTable, { total, parts }: SumRelation): boolean {
  const hidden = parts.filter((part) => table.suppressed.has(part));
  if (table.suppressed.has(total)) return hidden.length === 0;
  const units = hidden.reduce((sum, part) => sum + (table.cells[part]?.units ?? 0), 0);
  return hidden.length === 1 || (hidden.length > 1 && units < table.protection.threshold);
}

/**
 * A suppressed cell that several sums together betray, though none of them does alone.
 *
 * @param judged cells that are asked about; those that are safe are taken out
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
 * Whether a range is too narrow: below the minimum share of the value, or, if the value counts the protected
 * units, below the threshold. Cells that were suppressed for the sake of others are judged alike: a narrow
 * range would tell them apart.
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
