import type { Cell } from '../data-sets/cell.ts';
import type { Manifest } from '../data-sets/manifest.ts';

/** One published sum: the value of `total` is that of all `parts` together. Both are positions in a list of cells. */
export interface SumRelation {
  readonly total: number;
  readonly parts: readonly number[];
}

/** Code of a total -> the codes whose values it sums, for one dimension. */
export type PartsOfTotals = ReadonlyMap<string, ReadonlySet<string>>;

/** @param parentOf the parent of a code in the hierarchy of a dimension */
export function partsOfTotals(
  manifest: Manifest,
  cells: readonly Cell[],
  parentOf: (dimension: number, code: string) => string | null,
): readonly PartsOfTotals[] {
  return manifest.dimensions.map(({ totals }, dimension) => {
    const parts = new Map(totals.map((total) => [total, new Set<string>()]));
    for (const code of new Set(cells.map(({ key }) => key[dimension] ?? ''))) {
      parts.get(parentOf(dimension, code) ?? '')?.add(code);
    }
    return parts;
  });
}

/**
 * All sums that the declared totals imply. Cells that agree in everything but one dimension form a sum there; so a
 * cell of a table with n dimensions stands in up to 2n of them, and that is how a suppressed one could be recovered.
 * A part that the file leaves out, or gives no value for, counts as 0: a reader may well know that it is.
 */
export function sumRelations(cells: readonly Cell[], totals: readonly PartsOfTotals[]): SumRelation[] {
  return totals.flatMap((parts, dimension) => (parts.size === 0 ? [] : along(dimension, parts, cells)));
}

function along(dimension: number, totals: PartsOfTotals, cells: readonly Cell[]): SumRelation[] {
  const lines = new Map<string, Map<string, number>>();
  for (const [position, { key, period }] of cells.entries()) {
    const rest = JSON.stringify([period, ...key.toSpliced(dimension, 1)]);
    const line = lines.get(rest) ?? new Map<string, number>();
    line.set(key[dimension] ?? '', position);
    lines.set(rest, line);
  }
  const relations: SumRelation[] = [];
  for (const line of lines.values()) {
    for (const [code, codes] of totals) {
      const total = line.get(code);
      if (total === undefined || cells[total]?.value === null) continue;
      const parts = [...codes].flatMap((part) => line.get(part) ?? []);
      if (parts.length > 0) relations.push({ total, parts });
    }
  }
  return relations;
}
