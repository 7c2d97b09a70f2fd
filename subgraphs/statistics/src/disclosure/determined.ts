import { inverse, prime } from './prime-field.ts';
import type { SumRelation } from './sum-relation.ts';

type Row = Map<number, number>;

/**
 * Suppressed cells that the published sums determine. In the reduced row echelon form of the linear
 * equations, a cell is determined if and only if a row contains nothing else.
 */
export function determinedCells(
  relations: readonly SumRelation[],
  suppressed: ReadonlySet<number>,
): number[] {
  const rowOfPivot = new Map<number, Row>();
  for (const relation of relations) {
    const row = equation(relation, suppressed);
    for (const [pivot, pivotRow] of rowOfPivot) subtract(row, pivot, pivotRow);
    const pivot = row.keys().next().value;
    if (pivot === undefined) continue;
    scale(row, inverse(row.get(pivot) ?? 1));
    for (const other of rowOfPivot.values()) subtract(other, pivot, row);
    rowOfPivot.set(pivot, row);
  }
  return [...rowOfPivot].filter(([, row]) => row.size === 1).map(([pivot]) => pivot);
}

function equation({ total, parts }: SumRelation, suppressed: ReadonlySet<number>): Row {
  const row: Row = new Map();
  if (suppressed.has(total)) row.set(total, prime - 1);
  for (const part of parts) if (suppressed.has(part)) row.set(part, 1);
  return row;
}

/** Subtracts the multiple of `pivotRow` from `row` that eliminates `pivot`. */
function subtract(row: Row, pivot: number, pivotRow: Row): void {
  const factor = row.get(pivot);
  if (factor === undefined) return;
  for (const [cell, coefficient] of pivotRow) {
    const rest = ((row.get(cell) ?? 0) + (prime - factor) * coefficient) % prime;
    if (rest === 0) row.delete(cell);
    else row.set(cell, rest);
  }
}

function scale(row: Row, factor: number): void {
  for (const [cell, coefficient] of row) row.set(cell, (coefficient * factor) % prime);
}
