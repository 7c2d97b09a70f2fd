import { intAt } from '../../feed/columns.ts';
import { RowList } from './row-list.ts';

/** Later than every timetable time; the sum of two still fits 32 bits. */
export const never = 0x3fff_ffff;

/**
 * Results of one round per stop, on the search's clock.
 *
 * `off` is the arrival by vehicle, `ready` the earliest boarding, possibly after a walk. A single time would
 * lose journeys, because walks cannot be chained.
 */
export interface Round {
  readonly off: Int32Array;
  readonly ready: Int32Array;
  /** Boarding and alighting stop time rows of the ride to `off`, and the layer of its service day. */
  readonly boardedAt: Int32Array;
  readonly alightedAt: Int32Array;
  readonly layer: Int32Array;
  /** Origin of the walk to `ready`; the stop itself without a walk. */
  readonly walkedFrom: Int32Array;
  /** Stops with a time in `off`, and those with a time in `ready`. */
  readonly arrived: RowList;
  readonly reached: RowList;
}

/** Rows behind those of stops: a place at either end. */
export const placeRows = 2;

/** Best times over all rounds. */
export type BestTimes = Pick<Round, 'off' | 'ready'>;

/** Labels of one search, reused by the next one, which clears only what this one has set. */
export class Labels {
  readonly #rows: number;
  readonly #rounds: Round[] = [];
  #closed: Int32Array = new Int32Array();
  #size = 0;
  readonly best: BestTimes;
  /** Start time of the search. */
  start = 0;

  constructor(stops: number) {
    const rows = stops + placeRows;
    this.#rows = rows;
    this.best = { off: new Int32Array(rows).fill(never), ready: new Int32Array(rows).fill(never) };
  }

  clear(start: number): void {
    const { off, ready } = this.best;
    for (const round of this.upTo(this.#size)) {
      clearRows(round.arrived, round.off, off);
      clearRows(round.reached, round.ready, ready);
      this.#clearPlaces(round);
    }
    this.#clearPlaces(this.best);
    this.#size = 0;
    this.start = start;
  }

  #clearPlaces({ off, ready }: BestTimes): void {
    off.fill(never, this.#rows - placeRows);
    ready.fill(never, this.#rows - placeRows);
  }

  /** Keeps searches from using these stops, instead of those closed before. */
  close(stops: Int32Array): void {
    if (stops === this.#closed) return;
    this.#setClosed(never);
    this.#closed = stops;
    this.#setClosed(-never);
  }

  #setClosed(time: number): void {
    for (const stop of this.#closed) {
      this.best.off[stop] = time;
      this.best.ready[stop] = time;
    }
  }

  /** Begins the next round. */
  begin(): Round {
    const round = this.#rounds[this.#size] ?? createRound(this.#rows);
    this.#rounds[this.#size] = round;
    this.#size += 1;
    return round;
  }

  /** Returns a round of the last search. */
  round(index: number): Round {
    const round = this.#rounds[index];
    if (round === undefined || index >= this.#size) throw new RangeError(`there is no round ${index}`);
    return round;
  }

  /** Rounds of the last search with at most `vehicles` vehicles. */
  upTo(vehicles: number): readonly Round[] {
    return this.#rounds.slice(0, Math.min(this.#size, vehicles + 1));
  }
}

function createRound(rows: number): Round {
  const column = () => new Int32Array(rows);
  return {
    off: column().fill(never),
    ready: column().fill(never),
    boardedAt: column(),
    alightedAt: column(),
    layer: column(),
    walkedFrom: column(),
    arrived: new RowList(),
    reached: new RowList(),
  };
}

function clearRows(rows: RowList, one: Int32Array, other: Int32Array): void {
  for (let index = 0; index < rows.size; index += 1) {
    const row = rows.row(index);
    one[row] = never;
    other[row] = never;
  }
  rows.clear();
}

/**
 * Whether a search that has reached a stop at `time` can meet the opposite one there; `rounds` are those with
 * at most the vehicles that are left.
 */
export function meets(
  rounds: readonly Round[] | null,
  column: keyof BestTimes,
  stop: number,
  time: number,
): boolean {
  if (rounds === null) return true;
  for (let index = 0; index < rounds.length; index += 1) {
    const round = rounds[index];
    if (round !== undefined && time + intAt(round[column], stop) <= 0) return true;
  }
  return false;
}
