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
 * A cell costs the companions that it will need in turn, one for each of its sums that hides nothing yet; then the
 * number of units that readers learn less about.
 */
function cheapest(table: SensitiveTable, candidates: readonly number[]): number | undefined {
  let best: { readonly cell: number; readonly companions: number; readonly units: number } | undefined;
  for (const cell of candidates) {
    if (table.suppressed.has(cell) || (table.cells[cell]?.value ?? null) === null) continue;
    const companions = (table.relationsOf.get(cell) ?? []).filter((relation) =>
      isOpen(table, relation),
    ).length;
    const units = table.cells[cell]?.units ?? Number.POSITIVE_INFINITY;
    if (
      best === undefined ||
      companions < best.companions ||
      (companions === best.companions && units < best.units)
    ) {
      best = { cell, companions, units };
    }
  }
  return best?.cell;
}
