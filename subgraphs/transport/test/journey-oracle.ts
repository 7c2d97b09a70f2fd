import { item } from './random.ts';
import { type RandomCall, stops } from './random-timetable.ts';

/*
 * An exhaustive search for journeys on random timetables. It shares no code with the planner: it tries every
 * run in every round, and every departure of every run.
 */

export interface OracleRun {
  /** Instant from which its times count. */
  readonly start: number;
  readonly route: string;
  readonly isAccessible: boolean;
  readonly calls: readonly RandomCall[];
  /** Trip and day, if passengers can stay aboard before or after the run. */
  readonly id?: string;
  /** `id` of the run for which passengers stay aboard before this one. */
  readonly after?: string;
}

/** Id of a stop or of the station `S`, or a latitude near the stops. */
export type OraclePlace = string | number;

export interface OracleQuery {
  readonly from: OraclePlace;
  readonly to: OraclePlace;
  readonly maxTransfers: number;
  readonly minTransferSeconds: number;
  readonly wheelchair: boolean;
  readonly excludedRoutes: readonly string[];
}

/** Transfers, departure and arrival. */
export type OracleJourney = readonly [number, number, number];

export const never = Number.POSITIVE_INFINITY;
/** Indexes of the stops of a stop or station. */
const platforms = new Map<string, readonly number[]>([
  ...stops.map(({ id }, index) => [id, [index]] as const),
  ['S', [6, 7]],
]);
export const placeIds = [...platforms.keys()];
const platformsOf = (id: string) => platforms.get(id) ?? [];
const indexOf = new Map(stops.map(({ id }, index) => [id, index]));
const all = stops.map((_, index) => index);

/** Seconds on foot; infinite where there is no way. */
export interface OracleWalks {
  /** By stop and stop. */
  readonly between: readonly (readonly number[])[];
  /** From a latitude to each stop. */
  readonly from: (latitude: number) => readonly number[];
  /** From each stop to a latitude. */
  readonly to: (latitude: number) => readonly number[];
}

export const metersBetween = (one: number, other: number) =>
  (Math.abs(one - other) * Math.PI * 6_371_000) / 180;
export const secondsOf = (meters: number) => Math.max(60, Math.ceil((meters * 1.3) / 1.25));

/** Seconds on foot by stop and stop; infinite if it is too far. */
const straightWalks = stops.map((one) =>
  stops.map((other) => {
    const meters = metersBetween(one.latitude, other.latitude);
    return meters > 400 && (one.station === '' || one.station !== other.station) ? never : secondsOf(meters);
  }),
);

/** Seconds on foot between a place and each stop. */
function walksFrom(latitude: number): number[] {
  return stops.map((stop) => {
    const meters = metersBetween(latitude, stop.latitude);
    return meters > 1_000 ? never : secondsOf(meters);
  });
}

const streetWalks: OracleWalks = { between: straightWalks, from: walksFrom, to: walksFrom };

interface IndexedRun {
  readonly start: number;
  readonly calls: readonly (RandomCall & { readonly at: number })[];
  readonly id: string | undefined;
  readonly after: string | undefined;
}

export class JourneyOracle {
  readonly #runs: readonly IndexedRun[];
  /** Runs by the id of the run for which they follow. */
  readonly #next: ReadonlyMap<string, IndexedRun>;
  readonly #query: OracleQuery;
  readonly #isOpen: readonly boolean[];
  readonly #walks: OracleWalks['between'];
  readonly #first: readonly number[] | null;
  readonly #last: readonly number[] | null;

  constructor(runs: readonly OracleRun[], query: OracleQuery, walks: OracleWalks = streetWalks) {
    this.#query = query;
    this.#walks = walks.between;
    this.#isOpen = stops.map((stop) => !query.wheelchair || stop.isAccessible);
    this.#runs = runs
      .filter(
        ({ route, isAccessible }) =>
          !query.excludedRoutes.includes(route) && (!query.wheelchair || isAccessible),
      )
      .map(({ start, calls, id, after }) => ({
        ...{ start, id, after },
        calls: calls.map((call) => ({ ...call, at: indexOf.get(call.stop) ?? -1 })),
      }));
    this.#next = new Map(this.#runs.flatMap((run) => (run.after === undefined ? [] : [[run.after, run]])));
    this.#first = typeof query.from === 'number' ? walks.from(query.from) : null;
    this.#last = typeof query.to === 'number' ? walks.to(query.to) : null;
  }

  /** Whether journeys begin where they end. */
  get isSame(): boolean {
    const [from, to] = [this.#query.from, this.#query.to];
    if (typeof from === 'number' || typeof to === 'number') return false;
    return platformsOf(from).some((stop) => platformsOf(to).includes(stop));
  }

  /** Seconds on foot; infinite if it is too far. */
  get walk(): number {
    return item(this.#arrivals(0), 0);
  }

  /** Best journeys from an instant on: by arrival and transfers, each with its latest departure. */
  leavingFrom(departAt: number): OracleJourney[] {
    const found: OracleJourney[] = [];
    let best = never;
    const later = this.#departures().filter((departure) => departure >= departAt);
    for (const [vehicles, arrival] of this.#arrivals(departAt).entries()) {
      if (arrival >= best) continue;
      best = arrival;
      const isSame = (departure: number) => this.#arrivals(departure)[vehicles] === arrival;
      found.push([
        Math.max(0, vehicles - 1),
        vehicles === 0 ? departAt : (later.find(isSame) ?? never),
        arrival,
      ]);
    }
    return found;
  }

  /** Best journeys up to an instant: by departure and transfers, each with its earliest arrival. */
  arrivingBy(arriveBy: number): OracleJourney[] {
    const found: OracleJourney[] = [];
    let best = Number.NEGATIVE_INFINITY;
    const { walk } = this;
    const departures = this.#departures().filter((departure) => departure < arriveBy);
    for (let vehicles = 0; vehicles <= this.#query.maxTransfers + 1; vehicles += 1) {
      const departure =
        vehicles === 0
          ? arriveBy - walk
          : departures.find((each) => item(this.#arrivals(each), vehicles) <= arriveBy);
      if (departure === undefined || departure <= best) continue;
      best = departure;
      found.push([Math.max(0, vehicles - 1), departure, item(this.#arrivals(departure), vehicles)]);
    }
    return found;
  }

  /**
   * Journeys by vehicle that are best by departure, arrival and transfers, and faster than on foot.
   *
   * @param isMeant departures that matter, and all later ones
   */
  all(isMeant: (departure: number) => boolean): OracleJourney[] {
    const { walk } = this;
    const best: OracleJourney[] = [];
    // The latest first: what is found later can only be worse by departure.
    for (const departure of this.#departures().filter(isMeant)) {
      for (const [vehicles, arrival] of this.#arrivals(departure).entries()) {
        if (vehicles === 0 || arrival - departure >= walk) continue;
        const transfers = vehicles - 1;
        if (best.some((each) => each[0] <= transfers && each[2] <= arrival)) continue;
        best.push([transfers, departure, arrival]);
      }
    }
    return best.sort((one, other) => one[1] - other[1] || one[2] - other[2] || one[0] - other[0]);
  }

  /** Instants at which a journey may leave to catch a run, the latest first. */
  #departures(): number[] {
    const { from } = this.#query;
    const leads = (stop: number) =>
      this.#first !== null
        ? [item(this.#first, stop)]
        : platformsOf(String(from)).map((origin) => (origin === stop ? 0 : item(this.#walks[origin], stop)));
    const instants = this.#runs.flatMap(({ start, calls }) =>
      calls.flatMap(({ at, departure }) => leads(at).map((lead) => start + departure - lead)),
    );
    return [...new Set(instants)].filter(Number.isFinite).sort((one, other) => other - one);
  }

  /** The earliest arrival by number of vehicles; infinite if there is none. */
  arrivalsFrom(departAt: number): readonly number[] {
    return this.#arrivals(departAt);
  }

  #arrivals(departAt: number): number[] {
    const { from, to, minTransferSeconds, maxTransfers } = this.#query;
    let off = stops.map(() => never);
    let ready: readonly number[];
    if (this.#first !== null)
      ready = this.#first.map((walk, stop) => (this.#isOpen[stop] ? departAt + walk : never));
    else {
      for (const stop of platformsOf(String(from))) if (this.#isOpen[stop]) off[stop] = departAt;
      ready = this.#walkOn(off, 0);
    }
    const direct = typeof from === 'number' && typeof to === 'number' ? metersBetween(from, to) : never;
    const ends = [
      direct <= 1_000
        ? departAt + secondsOf(direct)
        : this.#first !== null && this.#last === null
          ? this.#earliestAt(ready)
          : this.#arrival(off),
    ];
    for (let vehicles = 1; vehicles <= maxTransfers + 1; vehicles += 1) {
      if (vehicles > 1) ready = this.#walkOn(off, minTransferSeconds);
      off = this.#ride(ready);
      ends.push(this.#arrival(off));
    }
    return ends;
  }

  #arrival(off: readonly number[]): number {
    const last = this.#last;
    if (last !== null) return Math.min(...off.map((at, stop) => at + item(last, stop)));
    return this.#earliestAt(this.#walkOn(off, 0));
  }

  #earliestAt(instants: readonly number[]): number {
    return Math.min(...platformsOf(String(this.#query.to)).map((stop) => item(instants, stop)));
  }

  #ride(ready: readonly number[]): number[] {
    const off = stops.map(() => never);
    for (const run of this.#runs) this.#rideOn(run, ready, off, false);
    return off;
  }

  /** Rides one run, and those for which passengers stay aboard. */
  #rideOn(
    { start, calls, id }: IndexedRun,
    ready: readonly number[] | null,
    off: number[],
    wasAboard: boolean,
  ): void {
    let isAboard = wasAboard;
    for (const [index, { at, arrival, departure, boards, alights }] of calls.entries()) {
      if (!this.#isOpen[at]) continue;
      if (isAboard && alights && index > 0) off[at] = Math.min(item(off, at), start + arrival);
      isAboard ||=
        ready !== null && boards && index + 1 < calls.length && item(ready, at) <= start + departure;
    }
    const last = calls.at(-1);
    const next = id === undefined ? undefined : this.#next.get(id);
    const first = next?.calls[0];
    if (!isAboard || last === undefined || next === undefined || first === undefined) return;
    if (start + last.arrival <= next.start + first.departure) this.#rideOn(next, null, off, true);
  }

  /** Instants at which passengers can be at stops, `least` seconds or more after they alighted. */
  #walkOn(off: readonly number[], least: number): number[] {
    return all.map((to) => {
      if (!this.#isOpen[to]) return never;
      let earliest = never;
      for (const from of all) {
        const walk = from === to ? 0 : item(this.#walks[from], to);
        earliest = Math.min(earliest, item(off, from) + Math.max(least, walk));
      }
      return earliest;
    });
  }
}
