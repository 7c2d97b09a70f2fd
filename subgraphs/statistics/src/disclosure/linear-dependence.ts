import { inverse, prime } from './prime-field.ts';

/** Elimination takes time by the square of this; a relation between more codes is none that a reader looks for. */
const maximumCodes = 64;
/** Lines beyond the rank that have to bear a relation out, so that it is no accident of a few numbers. */
const evidence = 3;
const maximumDecimals = 6;

/**
 * A code whose values follow from those of others in every complete line by one linear relation, such as men and
 * women from young and old; `undefined` where there is none.
 *
 * @param value the value of a cell; lines without all values are left out
 */
export function dependentCode(
  lines: readonly ReadonlyMap<string, number>[],
  codes: readonly string[],
  value: (cell: number) => number | null,
): { readonly total: string; readonly parts: readonly string[] } | undefined {
  if (codes.length < 3 || codes.length > maximumCodes) return undefined;
  const rows = new Map<number, number[]>();
  let independent = 0;
  const distinct = new Set<string>();
  for (const line of lines) {
    const row = codes.map((code) => residue(value(line.get(code) ?? -1)));
    if (!row.every((value) => value !== undefined)) continue;
    distinct.add(row.join());
    for (const [pivot, pivotRow] of rows) eliminate(row, pivot, pivotRow);
    const pivot = row.findIndex((value) => value !== 0);
    if (pivot < 0) continue;
    scale(row, row[pivot] ?? 1);
    for (const other of rows.values()) eliminate(other, pivot, row);
    rows.set(pivot, row);
    independent += 1;
    if (independent === codes.length) return undefined;
  }
  if (distinct.size < independent + evidence) return undefined;
  for (const [column, total] of codes.entries()) {
    if (rows.has(column)) continue;
    const parts = [...rows].flatMap(([pivot, row]) => (row[column] === 0 ? [] : (codes[pivot] ?? [])));
    if (parts.length > 1) return { total, parts };
  }
  return undefined;
}

/** A decimal number as a whole one modulo the prime; `undefined` where it has too many decimals or no value. */
function residue(value: number | null): number | undefined {
  if (value === null) return undefined;
  const scaled = value * 10 ** maximumDecimals;
  const whole = Math.round(scaled);
  if (!Number.isSafeInteger(whole) || Math.abs(scaled - whole) > 1e-3) return undefined;
  return ((whole % prime) + prime) % prime;
}

function eliminate(row: number[], pivot: number, pivotRow: readonly number[]): void {
  const factor = row[pivot] ?? 0;
  if (factor === 0) return;
  for (const [column, value] of pivotRow.entries()) {
    row[column] = ((row[column] ?? 0) + (prime - factor) * value) % prime;
  }
}

function scale(row: number[], value: number): void {
  const factor = inverse(value);
  for (const [column, entry] of row.entries()) row[column] = (entry * factor) % prime;
}
