import type { Manifest } from './manifest.ts';
import { PeriodList } from './period-list.ts';

/** More would not fit in memory. */
const maximumDeletions = 1_000_000;
/** Combinations of dimensions that deletions leave empty; each is looked up for every row. */
const maximumShapes = 16;

/**
 * What rows with the action Delete remove of the rows before them (SDMX 3.0). A file is read again if it has
 * such rows, so that nothing of a deleted row stays: no code, no region and no period.
 */
export class Deletions {
  /** Whether the whole file was read once. */
  areKnown = false;
  readonly #periods: PeriodList;
  /** Number of the last row that deletes a key, by the shape of the key. */
  readonly #shapes = new Map<string, Map<string, number>>();
  #count = 0;

  constructor({ frequency, time }: Pick<Manifest, 'frequency' | 'time'>) {
    this.#periods = new PeriodList(frequency, time.reportingYearStartDay);
  }

  get count(): number {
    return this.#count;
  }

  /**
   * @param codes empty for any code
   * @param period empty for any period
   * @param row number of the deleting row
   * @returns what is wrong, or null
   */
  add(codes: readonly string[], period: string, row: number): string | null {
    const number = period === '' ? '' : this.#periods.numberOf(period);
    if (typeof number === 'object') return `${JSON.stringify(period.slice(0, 40))} ${number.problem}`;
    const key = [...codes, number];
    const shape = key.map((part) => (part === '' ? '*' : '=')).join('');
    const keys = this.#shapes.get(shape) ?? new Map<string, number>();
    this.#shapes.set(shape, keys);
    keys.set(textOf(key, shape), row);
    this.#count += 1;
    if (this.#count > maximumDeletions) return `more than ${maximumDeletions} deletions; omit their rows`;
    if (this.#shapes.size <= maximumShapes) return null;
    return `deletions leave more than ${maximumShapes} combinations of dimensions empty; name the codes`;
  }

  /** @param row number of the row with these codes and this period */
  removes(codes: readonly string[], period: string, row: number): boolean {
    const number = this.#periods.numberOf(period);
    if (typeof number === 'object') return false;
    const key = [...codes, number];
    return [...this.#shapes].some(([shape, keys]) => row < (keys.get(textOf(key, shape)) ?? 0));
  }
}

/** The parts of a key that a shape names. */
function textOf(key: readonly (string | number)[], shape: string): string {
  return JSON.stringify(key.filter((_, index) => shape[index] === '='));
}
