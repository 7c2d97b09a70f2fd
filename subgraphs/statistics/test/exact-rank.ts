import type { SumRelation } from '../src/disclosure/sum-relation.ts';

/**
 * Rank over the rationals by fraction-free elimination: slow, exact, and independent of the code under test.
 */
function rank(matrix: readonly (readonly bigint[])[]): number {
  let rows = matrix.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (matrix[0]?.length ?? 0); column += 1) {
    const pivot = rows.find((row) => row[column] !== 0n);
    if (pivot === undefined) continue;
    rank += 1;
    const lead = pivot[column] ?? 0n;
    rows = rows
      .filter((row) => row !== pivot)
      .map((row) => row.map((value, index) => value * lead - (row[column] ?? 0n) * (pivot[index] ?? 0n)));
  }
  return rank;
}

/** Suppressed cells that the sums determine: the equation "this cell is known" adds no rank. */
export function recoverableCells(
  relations: readonly SumRelation[],
  suppressed: ReadonlySet<number>,
): number[] {
  const unknowns = [...suppressed];
  const equations = relations.map(({ total, parts }) =>
    unknowns.map((cell) => (cell === total ? -1n : parts.includes(cell) ? 1n : 0n)),
  );
  const known = rank(equations);
  return unknowns.filter((cell) => {
    const itself = unknowns.map((other) => (other === cell ? 1n : 0n));
    return rank([...equations, itself]) === known;
  });
}
