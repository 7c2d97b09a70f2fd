import type { Cell } from '../data-sets/cell.ts';
import { betrayedTogether, betrays } from './betrayal.ts';
import { companion } from './companion.ts';
import { DisclosureAuditor } from './feasible-range.ts';
import { componentOf, type Protection, relationsByCell, type SensitiveTable } from './sensitive-table.ts';
import type { SumRelation } from './sum-relation.ts';

/** Maximum connected hidden cells of a table: more would take hours to audit. */
const maximumComponent = 2_000;

/** The table is too large or too connected to be protected; the message tells its owner what to do. */
export class ProtectionError extends Error {
  override readonly name = 'ProtectionError';
}

/**
 * Selects cells to suppress: those about fewer units than the threshold, including none (primary), and as
 * many others as needed to protect them (secondary).
 *
 * Method: L. H. Cox, "Suppression Methodology and Statistical Disclosure Control" (JASA, 1980). It may hide
 * more than the optimum, never less than needed.
 *
 * @param cells of one period: no sum crosses periods
 * @returns positions in `cells`
 * @throws ProtectionError
 */
export async function suppressedCells(
  cells: readonly Cell[],
  relations: readonly SumRelation[],
  protection: Protection,
): Promise<ReadonlySet<number>> {
  const primary = new Set<number>();
  for (const [position, { value, units }] of cells.entries()) {
    if (value !== null && units !== null && units < protection.threshold) primary.add(position);
  }
  if (primary.size === 0) return primary;
  const relationsOf = relationsByCell(relations);
  const suppressed = new Set(primary);
  const table = { cells, relations, relationsOf, protection, primary, suppressed };
  protect(table, await DisclosureAuditor.load());
  return suppressed;
}

function protect(table: SensitiveTable, auditor: DisclosureAuditor): void {
  const open = new Set(byLot(table, table.primary).flatMap((cell) => table.relationsOf.get(cell) ?? []));
  const pending = new Set(table.primary);
  const hide = (relations: readonly SumRelation[], within: SensitiveTable) => {
    const cell = companion(within, relations);
    if (cell === undefined)
      throw new ProtectionError(
        'no published value is left that could protect a suppressed one; publish less detail, or split the data set',
      );
    table.suppressed.add(cell);
    for (const relation of table.relationsOf.get(cell) ?? []) open.add(relation);
    // Hiding more cells only widens ranges, so safe cells stay safe and only the new one needs a check.
    pending.add(cell);
  };
  for (;;) {
    for (const relation of open) {
      while (betrays(table, relation)) hide([relation], table);
      open.delete(relation);
    }
    const [next] = pending;
    if (next === undefined) return;
    const component = componentOf(table, next);
    if (component.suppressed.size > maximumComponent) {
      throw new ProtectionError(
        `more than ${maximumComponent} suppressed values of one period are linked by sums; publish less detail, or split the data set`,
      );
    }
    const betrayed = betrayedTogether(component, pending, auditor);
    if (betrayed === undefined) for (const cell of component.suppressed) pending.delete(cell);
    else hide(table.relationsOf.get(betrayed) ?? [], { ...component, suppressed: table.suppressed });
  }
}

/** Protects cells in secret order: a known order would reveal information. */
function byLot({ cells, protection }: SensitiveTable, positions: Iterable<number>): number[] {
  const lots = [...positions].map((position) => {
    const cell = cells[position];
    return { position, lot: cell === undefined ? 0 : protection.drawOf(cell) };
  });
  return lots.sort((one, other) => one.lot - other.lot).map(({ position }) => position);
}
