import type { RandomTable } from './random-table.ts';

/** Maximum deviation tried for each unknown; tables with the same sums mostly differ by 1 in a few cells. */
const steps = [0, 1, -1, 2, -2];

/**
 * Whether another table has the same published cells, non-negative whole numbers, and another value in
 * `target`. Tries values cell by cell, and drops a branch as soon as a sum fails.
 */
export function hasAlternative(
  { cells, relations }: RandomTable,
  suppressed: ReadonlySet<number>,
  target: number,
): boolean {
  const unknowns = [target, ...[...suppressed].filter((cell) => cell !== target)];
  const truth = cells.map(({ value }) => value ?? 0);
  const values = [...truth];
  const settledBy = relations.map(({ total, parts }) =>
    Math.max(...[total, ...parts].map((cell) => unknowns.indexOf(cell))),
  );
  const holds = (depth: number) =>
    relations.every(
      ({ total, parts }, index) =>
        settledBy[index] !== depth ||
        parts.reduce((sum, part) => sum + (values[part] ?? 0), 0) === values[total],
    );
  const search = (depth: number): boolean => {
    const cell = unknowns[depth];
    if (cell === undefined) return true;
    for (const step of cell === target ? steps.slice(1) : steps) {
      const value = (truth[cell] ?? 0) + step;
      values[cell] = value;
      if (value >= 0 && holds(depth) && search(depth + 1)) return true;
    }
    return false;
  };
  return search(0);
}
