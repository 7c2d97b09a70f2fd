import type { Cell } from '../data-sets/cell.ts';
import type { SumRelation } from './sum-relation.ts';

/** Protection of a table's cells. */
export interface Protection {
  /** Cells about fewer units than this must be protected. */
  readonly threshold: number;
  /** Minimum width of the range in which readers can place a suppressed value, as a share of the value. */
  readonly minimumWidth: number;
  /**
   * A secret pseudo-random number in (0, 1] per cell, for ties between cells: a known order would reveal
   * which came first.
   */
  readonly drawOf: (cell: Cell) => number;
}

/**
 * One table under disclosure control: its cells, the sums between them, and which cells are hidden so far.
 */
export interface SensitiveTable {
  readonly cells: readonly Cell[];
  readonly relations: readonly SumRelation[];
  readonly relationsOf: ReadonlyMap<number, readonly SumRelation[]>;
  readonly protection: Protection;
  readonly primary: ReadonlySet<number>;
  readonly suppressed: Set<number>;
}

/** Whether a reader can see the whole sum, because nothing in it is hidden. */
export function isOpen({ suppressed }: SensitiveTable, { total, parts }: SumRelation): boolean {
  return !suppressed.has(total) && !parts.some((part) => suppressed.has(part));
}

/** A part of a table whose hidden cells are connected, which can be audited independently. */
export function componentOf(table: SensitiveTable, cell: number): SensitiveTable {
  const suppressed = new Set([cell]);
  const relations = new Set<SumRelation>();
  for (const hidden of suppressed) {
    for (const relation of table.relationsOf.get(hidden) ?? []) {
      if (relations.has(relation)) continue;
      relations.add(relation);
      for (const other of [relation.total, ...relation.parts]) {
        if (table.suppressed.has(other)) suppressed.add(other);
      }
    }
  }
  return { ...table, relations: [...relations], suppressed };
}

export function relationsByCell(
  relations: readonly SumRelation[],
): ReadonlyMap<number, readonly SumRelation[]> {
  const relationsOf = new Map<number, SumRelation[]>();
  for (const relation of relations) {
    for (const cell of [relation.total, ...relation.parts]) {
      const those = relationsOf.get(cell) ?? [];
      those.push(relation);
      relationsOf.set(cell, those);
    }
  }
  return relationsOf;
}
