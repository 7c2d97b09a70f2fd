import type { Cell } from '../data-sets/cell.ts';
import type { PartsOfTotals, SumRelation } from './sum-relation.ts';

/** A period with more combinations of codes below its totals would take minutes to search. */
const maximumCombinations = 2_000_000;

/** A total of one period whose parts cannot be found in the file. */
export class CoverError extends Error {
  override readonly name = 'CoverError';
}

/** Cells that sum to a key; `isPartial` if one of them has no value. */
interface Cover {
  readonly parts: readonly number[];
  readonly isPartial: boolean;
}

/**
 * Sums of one period. A part without a row or value is replaced by the cells below it in any dimension;
 * without cells below it counts as 0.
 *
 * @param totals parts of each total, by dimension
 * @param below codes below each code under a total, the total included, by dimension
 * @param isStrict refuses sums that no relation can express
 * @throws CoverError
 */
export function sumRelations(
  cells: readonly Cell[],
  totals: readonly PartsOfTotals[],
  below: readonly PartsOfTotals[] = totals,
  isStrict = false,
): SumRelation[] {
  if (totals.every(({ size }) => size === 0)) return [];
  const search = new CoverSearch(cells, below, isStrict);
  const relations = new Map<string, SumRelation>();
  for (const [total, { key, value }] of cells.entries()) {
    if (value === null) continue;
    for (const [dimension, parts] of totals.entries()) {
      const codes = parts.get(key[dimension] ?? '');
      if (codes === undefined) continue;
      if (isStrict && codes.size === 0) {
        throw new CoverError(
          `the total ${key.join(' ')} has no codes below it, so its sum cannot be protected; give its parts a parent, or take ${key[dimension]} out of "totals"`,
        );
      }
      const cover = search.along(key, dimension);
      if (cover.parts.length === 0) continue;
      const id = `${total}:${[...cover.parts].sort((one, other) => one - other).join()}`;
      relations.set(id, { total, ...cover });
    }
  }
  if (isStrict) search.checkAbsent(totals);
  return [...relations.values()];
}

class CoverSearch {
  readonly #cells: readonly Cell[];
  readonly #below: readonly PartsOfTotals[];
  readonly #isStrict: boolean;
  readonly #positions: ReadonlyMap<string, number>;
  readonly #covers = new Map<string, Cover>();
  #combinations = 0;

  constructor(cells: readonly Cell[], below: readonly PartsOfTotals[], isStrict: boolean) {
    this.#cells = cells;
    this.#below = below;
    this.#isStrict = isStrict;
    this.#positions = new Map(cells.map(({ key }, position) => [key.join(' '), position]));
  }

  /** The covers of a key, by the codes below it in one dimension. */
  along(key: readonly string[], dimension: number): Cover {
    const parts: number[] = [];
    let isPartial = false;
    for (const code of this.#below[dimension]?.get(key[dimension] ?? '') ?? []) {
      const cover = this.#of(key.with(dimension, code));
      for (const part of cover.parts) parts.push(part);
      isPartial ||= cover.isPartial;
    }
    return { parts, isPartial };
  }

  /** @throws CoverError for a total without a value that readers can compute in two ways */
  checkAbsent(totals: readonly PartsOfTotals[]): void {
    const above = totals.map((all) => {
      const totalsOf = new Map<string, string[]>();
      for (const [total, parts] of all) {
        for (const part of parts) totalsOf.set(part, [...(totalsOf.get(part) ?? []), total]);
      }
      return totalsOf;
    });
    const seen = new Set<string>();
    const open = this.#cells.filter(({ value }) => value !== null).map(({ key }) => key);
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      for (const [dimension, totalsOf] of above.entries()) {
        for (const total of totalsOf.get(key[dimension] ?? '') ?? []) {
          const upper = key.with(dimension, total);
          const name = upper.join(' ');
          if (seen.has(name)) continue;
          seen.add(name);
          this.#of(upper);
          open.push(upper);
        }
      }
    }
  }

  #of(key: readonly string[]): Cover {
    const name = key.join(' ');
    const position = this.#positions.get(name);
    if (position !== undefined && this.#cells[position]?.value !== null) {
      return { parts: [position], isPartial: false };
    }
    const known = this.#covers.get(name);
    if (known !== undefined) return known;
    this.#combinations += 1;
    if (this.#combinations > maximumCombinations) {
      throw new CoverError(
        `more than ${maximumCombinations} combinations of codes below the totals have no row; add the totals between`,
      );
    }
    const covers = key
      .flatMap((code, dimension) => (this.#below[dimension]?.has(code) ? [this.along(key, dimension)] : []))
      .filter(({ parts }) => parts.length > 0);
    const cover = covers[0] ?? { parts: [], isPartial: position !== undefined };
    if (this.#isStrict && covers.slice(1).some((other) => this.#leaves(other) !== this.#leaves(cover))) {
      throw new CoverError(
        `the total ${name} has no value, but its parts are given in two ways, which a reader can compare; add its value`,
      );
    }
    this.#covers.set(name, cover);
    return cover;
  }

  /** The cells with nothing below them that a cover consists of; equal covers follow from known sums. */
  #leaves({ parts }: Cover): string {
    const leaves: number[] = [];
    const open = [...parts];
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      const key = this.#cells[part]?.key ?? [];
      const finer = key
        .map((code, dimension) => (this.#below[dimension]?.has(code) ? this.along(key, dimension).parts : []))
        .find((cover) => cover.length > 0);
      if (finer === undefined) leaves.push(part);
      else for (const cell of finer) open.push(cell);
    }
    return leaves.sort((one, other) => one - other).join();
  }
}
