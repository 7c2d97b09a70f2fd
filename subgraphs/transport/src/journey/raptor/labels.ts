/** Later than every time of a timetable; the sum of two is still a 32-bit integer. */
export const never = 0x3fff_ffff;

/**
 * What one round has found at each stop, on the clock of the search.
 *
 * There are two times: `off`, when a vehicle brings somebody, and `ready`, when somebody can board, having
 * walked or not. One time for both loses journeys: ways have a limited length, so one may not walk on after a
 * walk.
 */
export interface Round {
  readonly off: Int32Array;
  readonly ready: Int32Array;
  /** Stop time rows where the ride to `off` begins and ends, and the service day that it is of. */
  readonly boardedAt: Int32Array;
  readonly alightedAt: Int32Array;
  readonly serviceDay: Int32Array;
  /** Stop from which one walked to be `ready` here; the stop itself where one did not. */
  readonly walkedFrom: Int32Array;
}

/** The best times of all rounds. */
export type BestTimes = Pick<Round, 'off' | 'ready'>;

/** Labels of one search; used again by the next one. */
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

  /** Empties a round for the search that comes to it. */
  begin(index: number): Round {
    const round = this.#rounds[index] ?? createRound(this.#stops);
    this.#rounds[index] = round;
    round.off.fill(never);
    round.ready.fill(never);
    return round;
  }

  /** A round that the last search has made. */
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
    serviceDay: column(),
    walkedFrom: column(),
  };
}

/** Times that leave nothing out, for a search that is not bound to the journeys of another one. */
export function unlimited(stops: number): BestTimes {
  return { off: new Int32Array(stops).fill(-never), ready: new Int32Array(stops).fill(-never) };
}
