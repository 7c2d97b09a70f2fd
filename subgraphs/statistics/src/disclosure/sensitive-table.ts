import type { Cell } from '../data-sets/cell.ts';
import type { SumRelation } from './sum-relation.ts';

/** One table under disclosure control: its cells, the sums between them, and which cells are hidden so far. */
export interface SensitiveTable {
  readonly cells: readonly Cell[];
  readonly relations: readonly SumRelation[];
  readonly relationsOf: ReadonlyMap<number, readonly SumRelation[]>;
  /** Cells about fewer units than this are to be protected. */
  readonly threshold: number;
  readonly primary: ReadonlySet<number>;
  readonly suppressed: Set<number>;
  /** Whether readers may take for granted that no value is below 0. */
  readonly nonNegative: boolean;
}

/** What a reader can see of a sum: nothing is hidden in it. */
export function isOpen({ suppressed }: SensitiveTable, { total, parts }: SumRelation): boolean {
  return !suppressed.has(total) && !parts.some((part) => suppressed.has(part));
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
