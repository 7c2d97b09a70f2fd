import type { Cell } from '../data-sets/cell.ts';
import { betrayedTogether, betrays } from './betrayal.ts';
import { companion } from './companion.ts';
import { DisclosureAuditor } from './feasible-range.ts';
import { relationsByCell, type SensitiveTable } from './sensitive-table.ts';
import type { SumRelation } from './sum-relation.ts';

/**
 * Which cells may not be published: those about fewer units than the threshold (primary suppression; a cell about
 * nobody included, since that too says something about everybody), and as many others as it takes that the first
 * cannot be recovered from the sums (secondary suppression).
 *
 * The method is that of L. H. Cox, "Suppression Methodology and Statistical Disclosure Control" (JASA, 1980), step
 * by step: as long as something is betrayed, the cheapest published cell beside it is hidden too. It may hide more
 * than an optimal choice would, never less than is needed.
 *
 * @returns positions in `cells`
 */
export async function suppressedCells(
  cells: readonly Cell[],
  relations: readonly SumRelation[],
  threshold: number,
): Promise<ReadonlySet<number>> {
  const primary = new Set<number>();
  for (const [position, { value, units }] of cells.entries()) {
    if (value !== null && units !== null && units < threshold) primary.add(position);
  }
  const nonNegative = cells.every(({ value }) => value === null || value >= 0);
  const all = new Set(primary);
  if (primary.size === 0) return all;
  const auditor = await DisclosureAuditor.load();
  for (const sums of sumsByPeriod(cells, relations)) {
    const relationsOf = relationsByCell(sums);
    const suppressed = new Set([...primary].filter((cell) => relationsOf.has(cell)));
    protect({ cells, relations: sums, relationsOf, threshold, primary, suppressed, nonNegative }, auditor);
    for (const cell of suppressed) all.add(cell);
  }
  return all;
}

/** No sum crosses a period, so each period is a table of its own. */
function sumsByPeriod(cells: readonly Cell[], relations: readonly SumRelation[]): Iterable<SumRelation[]> {
  const byPeriod = new Map<string, SumRelation[]>();
  for (const relation of relations) {
    const period = cells[relation.total]?.period ?? '';
    const sums = byPeriod.get(period) ?? [];
    sums.push(relation);
    byPeriod.set(period, sums);
  }
  return byPeriod.values();
}

function protect(table: SensitiveTable, auditor: DisclosureAuditor): void {
  for (;;) {
    const betraying = table.relations.find((relation) => betrays(table, relation));
    const betrayed = betraying === undefined ? betrayedTogether(table, auditor) : undefined;
    const relations = betraying ? [betraying] : betrayed === undefined ? [] : table.relationsOf.get(betrayed);
    const next = relations?.length ? companion(table, relations) : undefined;
    if (next === undefined) return;
    table.suppressed.add(next);
  }
}
