import { isOpen, type SensitiveTable } from './sensitive-table.ts';
import type { SumRelation } from './sum-relation.ts';

/**
 * The published cell to hide so that `relations` betray less, or `undefined` where nothing is left to hide.
 * Parts go before totals, which readers want most; cells anywhere in a sum that hides something come last.
 */
export function companion(table: SensitiveTable, relations: readonly SumRelation[]): number | undefined {
  return (
    cheapest(
      table,
      relations.flatMap(({ parts }) => parts),
    ) ??
    cheapest(
      table,
      relations.map(({ total }) => total),
    ) ??
    cheapest(
      table,
      table.relations
        .filter((relation) => !isOpen(table, relation))
        .flatMap(({ total, parts }) => [total, ...parts]),
    )
  );
}

/**
 * A cell costs the companions that it will need in turn, one for each of its sums that hides nothing yet.
 * Lots decide between cells of the same cost, whatever their values: a preference for small ones would tell
 * which cell was hidden first.
 */
function cheapest(table: SensitiveTable, candidates: readonly number[]): number | undefined {
  let best: { readonly cell: number; readonly companions: number; readonly lot: number } | undefined;
  for (const position of candidates) {
    const cell = table.cells[position];
    if (cell === undefined || cell.value === null || table.suppressed.has(position)) continue;
    const companions = (table.relationsOf.get(position) ?? []).filter((relation) =>
      isOpen(table, relation),
    ).length;
    if (best !== undefined && companions > best.companions) continue;
    const lot = table.protection.drawOf(cell);
    if (best === undefined || companions < best.companions || lot < best.lot) {
      best = { cell: position, companions, lot };
    }
  }
  return best?.cell;
}
