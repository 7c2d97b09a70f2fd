import { isOpen, type SensitiveTable } from './sensitive-table.ts';
import type { SumRelation } from './sum-relation.ts';

/**
 * Chooses a published cell to hide so that `relations` reveal less, or `undefined`. Prefers parts to totals,
 * which readers need most.
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
 * A cell's cost is the number of further companions that it needs. Ties are broken randomly: a preference by
 * value would reveal which cell was hidden first.
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
