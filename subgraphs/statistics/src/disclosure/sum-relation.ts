import type { Cell } from '../data-sets/cell.ts';
import type { Manifest } from '../data-sets/manifest.ts';

/** One published sum: `total` is the sum of all `parts`. Both are positions in a list of cells. */
export interface SumRelation {
  readonly total: number;
  readonly parts: readonly number[];
  /** Whether a part has no value, so that the others need not equal the total. */
  readonly isPartial: boolean;
}

/** Code of a total -> the codes whose values it sums, for one dimension. */
export type PartsOfTotals = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Parts of each total of a dimension: the codes below it, skipping levels that the file omits. By default
 * every code with codes below it is a total.
 *
 * @param codes of each dimension in the file
 * @param parentOf parent of a code in a dimension's hierarchy
 */
export function partsOfTotals(
  manifest: Manifest,
  codes: readonly (readonly string[])[],
  parentOf: (dimension: number, code: string) => string | null,
): readonly PartsOfTotals[] {
  return manifest.dimensions.map(({ totals }, dimension) => {
    const used = codes[dimension] ?? [];
    const parts = childrenOf(used, (code) => parentOf(dimension, code));
    const declared = totals ?? (manifest.disclosure === undefined ? [] : [...parts.keys()]);
    return new Map(declared.map((total) => [total, parts.get(total) ?? new Set()]));
  });
}

/** Code -> the codes of the file whose next ancestor in the file it is. */
export function childrenOf(
  used: readonly string[],
  parentOf: (code: string) => string | null,
): Map<string, Set<string>> {
  const isUsed = new Set(used);
  const children = new Map<string, Set<string>>();
  for (const code of used) {
    let parent = parentOf(code);
    while (parent !== null && !isUsed.has(parent)) parent = parentOf(parent);
    if (parent === null) continue;
    const siblings = children.get(parent) ?? new Set();
    siblings.add(code);
    children.set(parent, siblings);
  }
  return children;
}

/** Cells that agree in all dimensions but one, by their code in that one. */
export function linesAlong(dimension: number, cells: readonly Cell[]): Iterable<ReadonlyMap<string, number>> {
  const lines = new Map<string, Map<string, number>>();
  for (const [position, { key, period }] of cells.entries()) {
    const rest = [period, ...key.toSpliced(dimension, 1)].join(' ');
    const line = lines.get(rest) ?? new Map<string, number>();
    line.set(key[dimension] ?? '', position);
    lines.set(rest, line);
  }
  return lines.values();
}

/** Codes below each total at all levels, for sums with absent parts. */
export function codesBelow(
  totals: PartsOfTotals,
  children: ReadonlyMap<string, ReadonlySet<string>>,
): PartsOfTotals {
  const below = new Map(totals);
  for (const parts of below.values()) {
    for (const part of parts) {
      const under = children.get(part);
      if (under !== undefined && !below.has(part)) below.set(part, under);
    }
  }
  return below;
}
