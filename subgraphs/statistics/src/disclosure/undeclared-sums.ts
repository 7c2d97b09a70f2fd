import type { Cell } from '../data-sets/cell.ts';
import { isSum } from './check-totals.ts';
import { dependence } from './linear-dependence.ts';
import { linesAlong, type PartsOfTotals } from './sum-relation.ts';

/** Result of the search for undeclared sums in one dimension. */
export type SumVerdict =
  | { readonly kind: 'found'; readonly total: string; readonly parts: readonly string[] }
  | { readonly kind: 'unchecked'; readonly codes: readonly string[] }
  | { readonly kind: 'none' };

/** Known facts about one dimension before the search. */
export interface SearchedDimension {
  readonly dimension: number;
  /** Codes that each declared total of each dimension sums. */
  readonly totals: readonly PartsOfTotals[];
  /** Code -> the codes below it. */
  readonly children: ReadonlyMap<string, ReadonlySet<string>>;
  /** Codes below the totals at all levels. */
  readonly below: PartsOfTotals;
  readonly roundedTo: number | null;
  /** Whether the owner or a register says that a code is in no sum. */
  readonly isIndependent: (code: string) => boolean;
}

type Line = ReadonlyMap<string, number>;

/**
 * Searches a dimension for undeclared sums, from which readers could compute suppressed values. Candidates
 * are sums by level and hierarchy, and all linear relations; a sum that holds in most lines counts.
 *
 * Codes under a given total are a verified partition; others are unchecked if lines are too few.
 */
export function undeclaredSum(cells: readonly Cell[], search: SearchedDimension): SumVerdict {
  const { dimension, totals, children, below, roundedTo, isIndependent } = search;
  const declared = totals[dimension] ?? new Map();
  const codeOf = ({ key }: Cell) => key[dimension] ?? '';
  const used = new Set(cells.flatMap((cell) => ((cell.value ?? 0) === 0 ? [] : [codeOf(cell)])));
  // A relation between the parts of another dimension also holds for its totals, so these confirm nothing.
  const innerOnly = cells.filter(({ key }) =>
    key.every((code, other) => other === dimension || totals[other]?.has(code) !== true),
  );
  const isEverywhere = new Set(innerOnly.filter(({ value }) => value !== null).map(codeOf)).size >= used.size;
  const inner = isEverywhere ? innerOnly : cells;
  const lines = [...linesAlong(dimension, inner)];
  const partsOf = (code: string) => [...(below.get(code) ?? [])];
  const codes = [...used].filter((code) => !declared.has(code));
  const leaves = codes.filter((code) => !children.has(code));
  const isVouched = (those: readonly string[]) => those.every(isIndependent);
  for (const total of codes) {
    const level = [...children.values()].find((siblings) => siblings.has(total));
    const candidates = [children.get(total), new Set(codes), new Set(leaves), level];
    for (const candidate of candidates) {
      const parts = [...(candidate ?? [])].filter((code) => code !== total && !declared.has(code));
      if (parts.length < 2) continue;
      const { looked, held } = evidenceFor(inner, lines, total, parts, roundedTo);
      if (isVouched([total, ...parts]) ? looked > 0 && held === looked : held * 2 > looked) {
        return { kind: 'found', total, parts };
      }
    }
  }
  const value = (cell: number) => inner[cell]?.value ?? null;
  const covered = new Set([...declared.keys()].filter((total) => used.has(total)).flatMap(partsOf));
  for (const code of covered) for (const part of partsOf(code)) covered.add(part);
  const tops = [...used].filter((code) => !covered.has(code));
  const amongAll = dependence(lines, codes, value, isVouched);
  if (amongAll.kind === 'found') return amongAll;
  const amongTops = dependence(lines, tops, value, isVouched);
  if (amongTops.kind === 'found') return amongTops;
  const open = tops.filter((code) => !isIndependent(code));
  if (open.length === 0 || tops.length < 3) return { kind: 'none' };
  const isTold = roundedTo === null && amongTops.kind === 'none';
  const isCompared =
    tops.length === 3 && lines.some((line) => tops.every((code) => value(line.get(code) ?? -1) !== null));
  return isTold || isCompared ? { kind: 'none' } : { kind: 'unchecked', codes: open };
}

/** Number of lines with the total and at least two non-zero parts in which the sum holds. */
function evidenceFor(
  cells: readonly Cell[],
  lines: readonly Line[],
  total: string,
  parts: readonly string[],
  roundedTo: number | null,
): { readonly looked: number; readonly held: number } {
  let looked = 0;
  let held = 0;
  for (const line of lines) {
    const position = line.get(total);
    const all = parts.flatMap((part) => line.get(part) ?? []);
    if (position === undefined || (cells[position]?.value ?? null) === null) continue;
    if (all.some((part) => cells[part]?.value === null)) continue;
    if (all.filter((part) => cells[part]?.value !== 0).length < 2) continue;
    if (isSum(cells, { total: position, parts: all }, roundedTo)) held += 1;
    looked += 1;
  }
  return { looked, held };
}
