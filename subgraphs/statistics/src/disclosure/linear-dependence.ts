import { inverse, prime } from './prime-field.ts';

/** Maximum codes: elimination takes cubic time. */
const maximumCodes = 128;
/** Subsets of lines to try, so that a few inconsistent lines do not hide a sum in the others. */
const maximumTrials = 200;
const trialWork = 200_000_000;
/**
 * Lines beyond the rank that confirm a relation; a simple sum needs fewer than one with unusual coefficients.
 */
const evidenceOfSum = 1;
const evidence = 3;

/** One line: the value of each code, in one order, modulo the prime. */
type Row = readonly number[];

/** Result for the codes: one depends on others, none does, or the table has too few rows. */
export type Dependence =
  | { readonly kind: 'found'; readonly total: string; readonly parts: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/**
 * Finds a code whose values follow from others in most lines by one linear relation, such as men and women
 * from young and old. A missing code counts as 0; lines with a missing value are skipped.
 *
 * @param value the value of a cell
 * @param isVouched whether the owner says that these codes are in no sum; the relation must then hold in
 * every line
 */
export function dependence(
  lines: readonly ReadonlyMap<string, number>[],
  codes: readonly string[],
  value: (cell: number) => number | null,
  isVouched: (codes: readonly string[]) => boolean,
): Dependence {
  if (codes.length > maximumCodes) return { kind: 'unknown' };
  const distinct = new Map<string, Row>();
  for (const line of lines) {
    const values = codes.map((code) => {
      const cell = line.get(code);
      return cell === undefined ? 0 : value(cell);
    });
    if (!values.every((one) => one !== null) || values.every((one) => one === 0)) continue;
    distinct.set(values.join(), values.map(residue));
  }
  const rows = [...distinct.values()];
  for (const subset of subsets(rows, codes.length)) {
    const found = relationIn(subset, rows, codes, isVouched);
    if (found !== undefined) return { kind: 'found', ...found };
  }
  const isFull = rows.length > codes.length && echelon(rows, codes.length).size === codes.length;
  return { kind: isFull ? 'none' : 'unknown' };
}

function* subsets(rows: readonly Row[], codes: number): Generator<readonly Row[]> {
  yield rows;
  const size = codes + evidence;
  const trials = Math.min(maximumTrials, Math.floor(trialWork / (codes * codes * size)));
  // A fixed sequence (Park and Miller), so that every load gives the same verdict.
  let state = 1;
  for (let trial = 0; trial < trials; trial += 1) {
    const least = Math.max(2, size - (trial % codes) - evidence + 1);
    const subset = new Set<Row>();
    for (let draw = 0; draw < Math.min(trial % 2 === 0 ? size : least, rows.length); draw += 1) {
      state = (state * 48_271) % 2_147_483_647;
      const row = rows[state % rows.length];
      if (row !== undefined) subset.add(row);
    }
    yield [...subset];
  }
}

function relationIn(
  subset: readonly Row[],
  all: readonly Row[],
  codes: readonly string[],
  isVouched: (codes: readonly string[]) => boolean,
): { total: string; parts: readonly string[] } | undefined {
  const pivots = echelon(subset, codes.length);
  if (pivots.size === codes.length || subset.length < pivots.size + evidenceOfSum) return undefined;
  for (const [column, total] of codes.entries()) {
    if (pivots.has(column)) continue;
    const terms = [...pivots].flatMap(([pivot, row]) => {
      const coefficient = row[column] ?? 0;
      return coefficient === 0 ? [] : [{ pivot, coefficient }];
    });
    const isSum = terms.every(({ coefficient }) => coefficient === 1 || coefficient === prime - 1);
    if (terms.length === 0 || (terms.length === 1 && !isSum)) continue;
    if (subset.length < pivots.size + (isSum ? evidenceOfSum : evidence)) continue;
    const parts = terms.flatMap(({ pivot }) => codes[pivot] ?? []);
    let looked = 0;
    let held = 0;
    for (const row of all) {
      const members = [column, ...terms.map(({ pivot }) => pivot)].filter((member) => row[member] !== 0);
      if (members.length === 0) continue;
      looked += 1;
      const sum = terms.reduce(
        (rest, { pivot, coefficient }) => (rest + coefficient * (row[pivot] ?? 0)) % prime,
        0,
      );
      if (sum === row[column]) held += 1;
    }
    if (isVouched([total, ...parts]) ? held === looked : held * 2 > looked) return { total, parts };
  }
  return undefined;
}

/** The reduced row echelon form: column of the pivot -> row. */
function echelon(rows: readonly Row[], columns: number): ReadonlyMap<number, Row> {
  const pivots = new Map<number, number[]>();
  for (const given of rows) {
    const row = [...given];
    for (const [pivot, pivotRow] of pivots) eliminate(row, pivot, pivotRow);
    const pivot = row.findIndex((value) => value !== 0);
    if (pivot < 0) continue;
    scale(row, row[pivot] ?? 1);
    for (const other of pivots.values()) eliminate(other, pivot, row);
    pivots.set(pivot, row);
    if (pivots.size === columns) break;
  }
  return pivots;
}

/** A decimal number modulo the prime, with any number of digits. */
function residue(value: number): number {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(value)) ?? [];
  let rest = Number(BigInt(`${sign}${whole}${fraction}`) % BigInt(prime));
  if (rest < 0) rest += prime;
  const power = Number(exponent) - fraction.length;
  const factor = power < 0 ? inverse(10) : 10;
  for (let step = Math.abs(power); step > 0; step -= 1) rest = (rest * factor) % prime;
  return rest;
}

function eliminate(row: number[], pivot: number, pivotRow: Row): void {
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
