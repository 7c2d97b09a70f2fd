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
}

/** Best times over all rounds. */
export type BestTimes = Pick<Round, 'off' | 'ready'>;

/** Labels of one search, reused by the next one. */
export class Labels {
  readonly #stops: number;
  readonly #rounds: Round[] = [];
  readonly best: BestTimes;

  constructor(stops: number) {
    this.#stops = stops;
    this.best = { off: new Int32Array(stops), ready: new Int32Array(stops) };
  }

  clear(): void {
    this.best.off.fill(never);
    this.best.ready.fill(never);
  }

  /** Keeps a search from using a stop. */
  close(stop: number): void {
    this.best.off[stop] = -never;
    this.best.ready[stop] = -never;
  }

  /** Clears a round before use. */
  begin(index: number): Round {
    const round = this.#rounds[index] ?? createRound(this.#stops);
    this.#rounds[index] = round;
    round.off.fill(never);
    round.ready.fill(never);
    return round;
  }

  /** Returns a round of the last search. */
  round(index: number): Round {
    const round = this.#rounds[index];
    if (round === undefined) throw new RangeError(`there is no round ${index}`);
    return round;
  }
}

function createRound(stops: number): Round {
  const column = () => new Int32Array(stops);
  return {
    off: column(),
    ready: column(),
    boardedAt: column(),
    alightedAt: column(),
    layer: column(),
    walkedFrom: column(),
  };
}

/** Bounds that exclude nothing, for an unrestricted search. */
export function unlimited(stops: number): BestTimes {
  return { off: new Int32Array(stops).fill(-never), ready: new Int32Array(stops).fill(-never) };
}
