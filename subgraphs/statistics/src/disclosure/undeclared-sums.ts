import type { Cell } from '../data-sets/cell.ts';
import { isSum } from './check-totals.ts';
import { dependentCode } from './linear-dependence.ts';
import { linesAlong, type PartsOfTotals } from './sum-relation.ts';

/** A sum that holds wherever it can be looked at, though nothing declares it. */
export interface UndeclaredSum {
  readonly dimension: number;
  readonly total: string;
  readonly parts: readonly string[];
}

type Line = ReadonlyMap<string, number>;

/**
 * Looks in one dimension for sums that the totals leave out: a reader finds them as well, and computes
 * suppressed values from them. Candidates are each code with all others, with those of its level, and with those below
 * it; beside them, where values are not rounded, every linear relation between the codes.
 *
 * @param totals what each declared total of each dimension sums
 * @param children code -> the codes below it
 */
export function undeclaredSum(
  cells: readonly Cell[],
  dimension: number,
  totals: readonly PartsOfTotals[],
  children: ReadonlyMap<string, ReadonlySet<string>>,
  roundedTo: number | null,
): UndeclaredSum | undefined {
  const declared = totals[dimension] ?? new Map();
  // What holds for the parts of another dimension holds for its totals, and bears out nothing.
  const inner = cells.filter(({ key }) =>
    key.every((code, other) => other === dimension || totals[other]?.has(code) !== true),
  );
  const lines = [...linesAlong(dimension, inner)];
  const codes = [...new Set(lines.flatMap((line) => [...line.keys()]))].filter((code) => !declared.has(code));
  const leaves = codes.filter((code) => !children.has(code));
  for (const total of codes) {
    const level = [...children.values()].find((siblings) => siblings.has(total));
    const candidates = [children.get(total), new Set(codes), new Set(leaves), level];
    for (const candidate of candidates) {
      const parts = [...(candidate ?? [])].filter((code) => code !== total && !declared.has(code));
      if (parts.length > 1 && isConsistent(inner, lines, total, parts, roundedTo)) {
        return { dimension, total, parts };
      }
    }
  }
  const dependent =
    roundedTo === null ? dependentCode(lines, codes, (cell) => inner[cell]?.value ?? null) : undefined;
  return dependent && { dimension, ...dependent };
}

/** Whether it holds in each line that has the total and at least two parts that are not 0. */
function isConsistent(
  cells: readonly Cell[],
  lines: readonly Line[],
  total: string,
  parts: readonly string[],
  roundedTo: number | null,
): boolean {
  let looked = 0;
  for (const line of lines) {
    const position = line.get(total);
    const all = parts.flatMap((part) => line.get(part) ?? []);
    if (position === undefined || (cells[position]?.value ?? null) === null) continue;
    if (all.some((part) => cells[part]?.value === null)) continue;
    if (all.filter((part) => cells[part]?.value !== 0).length < 2) continue;
    if (!isSum(cells, { total: position, parts: all }, roundedTo)) return false;
    looked += 1;
  }
  return looked > 0;
}
