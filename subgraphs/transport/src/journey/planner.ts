import { intAt } from '../feed/columns.ts';
import type { Instant } from '../feed/zone-clock.ts';
import { type Itinerary, timeLegs } from './itinerary.ts';
import { EndFinder } from './query/ends.ts';
import type { JourneyQuery, Place, Via } from './query/journey-query.ts';
import { type End, rowsOfEnd } from './raptor/journey-end.ts';
import { type Labels, never } from './raptor/labels.ts';
import { axisAround } from './raptor/layers.ts';
import { RaptorSearch } from './raptor/search.ts';
import { anyJourney, type SearchOptions, type SearchRequest } from './raptor/search-request.ts';
import type { RealtimeRuns } from './realtime/realtime-runs.ts';
import type { Timetable } from './timetable.ts';
import { type Searched, traceLegs } from './trace-legs.ts';
import { planVia } from './via/plan-via.ts';
import { viaStages } from './via/via-stages.ts';
import { type View, Views } from './views.ts';

export type { JourneyQuery } from './query/journey-query.ts';

/** When a plan must end. Both are called often. */
export interface PlanLimits {
  /** Throws to abort the search. */
  readonly checkStop?: () => void;
  /** Whether a window is to be searched no further; its first journeys are always found. */
  readonly isWindowOver?: () => boolean;
}

/** Journeys, and the seconds of the window that were searched; `null` if all of it, or up to the limit. */
export interface Plan {
  readonly itineraries: Itinerary[];
  readonly searchedSeconds: number | null;
}

interface Task extends Searched {
  readonly view: View;
  readonly options: SearchOptions;
  readonly vehicles: number;
  readonly checkStop: () => void;
}

const secondsPerDay = 86_400;

/** Plans journeys on one timetable, synchronously in the calling thread. */
export class JourneyPlanner {
  readonly #timetable: Timetable;
  readonly #views: Views;
  readonly #ends: EndFinder;
  readonly #earliest: RaptorSearch;
  readonly #latest: RaptorSearch;
  readonly #compact: RaptorSearch;

  constructor(timetable: Timetable) {
    this.#timetable = timetable;
    this.#views = new Views(timetable);
    this.#ends = new EndFinder(timetable);
    this.#earliest = new RaptorSearch(timetable);
    this.#latest = new RaptorSearch(timetable);
    this.#compact = new RaptorSearch(timetable);
  }

  /** Journeys planned from now on use these runs of each feed, which replace the previous ones. */
  useRuns(...runs: readonly RealtimeRuns[]): void {
    this.#views.useRuns(runs);
  }

  /**
   * Returns Pareto-optimal journeys. Those from an instant on are optimal by arrival and transfers, each with
   * its latest departure; those up to an instant by departure and transfers, each with its earliest arrival.
   * Both are in order of transfers. Those of a window are optimal by all three, in order of departure.
   */
  plan(query: JourneyQuery, checkStop: () => void = () => {}): Itinerary[] {
    return this.planWithin(query, { checkStop }).itineraries;
  }

  /** The same within limits: a window may end early, which `searchedSeconds` says. */
  planWithin(query: JourneyQuery, limits: PlanLimits): Plan {
    const { departAt, arriveBy, windowSeconds = 0 } = query;
    const { checkStop = () => {}, isWindowOver = () => false } = limits;
    const task = this.#taskOf(query, checkStop);
    if (query.via !== undefined && query.via.length > 0) return whole(this.#planVia(task, query, query.via));
    if (task.origin.stops.some((stop) => task.destination.stops.includes(stop))) return whole([]);
    if (windowSeconds > 0) return this.#planWindow(task, query, isWindowOver);
    return whole(
      arriveBy === undefined ? this.#leaveFrom(task, departAt) : this.#arriveUntil(task, arriveBy),
    );
  }

  #taskOf(query: JourneyQuery, checkStop: () => void): Task {
    const { from, to, departAt, arriveBy, windowSeconds = 0, minTransferSeconds, excludedRoutes } = query;
    const timetable = this.#timetable;
    const { realtime = true, wheelchair = false } = query;
    const view = this.#views.of(realtime, wheelchair);
    const first = arriveBy === undefined ? departAt : arriveBy - windowSeconds;
    const days = 1 + Math.ceil(windowSeconds / secondsPerDay);
    return {
      timetable,
      view,
      checkStop,
      ...this.#ends.find(from, to, view.walks),
      overlay: view.overlay,
      walks: view.walks,
      axis: axisAround(timetable, first, view.activeTrips, view.overlay, days),
      vehicles: query.maxTransfers + 1,
      options: {
        minChangeSeconds: minTransferSeconds ?? 0,
        excludedRoutes: excludedRoutes ?? null,
        onlyAccessible: wheelchair,
        closedStops: wheelchair ? timetable.inaccessibleStops : anyJourney.closedStops,
        allowsWalkOnly: windowSeconds === 0,
      },
    };
  }

  #planVia(task: Task, query: JourneyQuery, via: readonly Via[]): Itinerary[] {
    const part = (from: Place, to: Place, vehicles: number): Task => ({
      ...task,
      ...this.#ends.find(from, to, task.walks),
      vehicles,
    });
    return planVia(query, viaStages(this.#timetable, query, via), task.vehicles, {
      leave: (from, to, time, vehicles) => this.#leaveFrom(part(from, to, vehicles), time),
      arrive: (from, to, time, vehicles) => this.#arriveUntil(part(from, to, vehicles), time),
    });
  }

  #leaveFrom(task: Task, departAt: Instant): Itinerary[] {
    const time = departAt - task.axis.start;
    const arrivals = this.#earliest.run(forward(task, time, task.vehicles, null));
    const itineraries: Itinerary[] = [];
    let best = never;
    for (const [vehicles, arrival] of arrivals.entries()) {
      if (arrival >= best) continue;
      best = arrival;
      const labels = vehicles === 0 ? this.#earliest.labels : this.#leaveLatest(task, vehicles, arrival);
      itineraries.push(...trace(task, labels, vehicles, departAt));
    }
    return itineraries;
  }

  #arriveUntil(task: Task, arriveBy: Instant): Itinerary[] {
    const { axis, vehicles: most } = task;
    const departures = this.#latest.run(backward(task, axis.start - arriveBy, most, null));
    const itineraries: Itinerary[] = [];
    let best = never;
    for (const [vehicles, departure] of departures.entries()) {
      if (departure >= best) continue;
      best = departure;
      const labels = this.#arriveEarliest(task, vehicles, -departure);
      itineraries.push(...trace(task, labels, vehicles, axis.start - departure));
    }
    return itineraries;
  }

  /**
   * A backward search finds the latest departure for an arrival. A forward search then takes the earliest
   * trip of each leg, so that waiting falls at the transfers.
   */
  #leaveLatest(task: Task, vehicles: number, arrival: number): Labels {
    const times = this.#latest.run(backward(task, -arrival, vehicles, this.#earliest.labels));
    return this.#arriveEarliest(task, vehicles, -Math.min(...times));
  }

  /** The earliest arrival for a departure that the search from the destination has found. */
  #arriveEarliest(task: Task, vehicles: number, departure: number): Labels {
    this.#compact.run(forward(task, departure, vehicles, this.#latest.labels));
    return this.#compact.labels;
  }

  /**
   * The same journeys are best from one instant up to the first departure of one of them: so the next search
   * begins a second later.
   */
  #planWindow(task: Task, query: JourneyQuery, isWindowOver: () => boolean): Plan {
    const { departAt, arriveBy, windowSeconds = 0, limit = 20 } = query;
    const isForward = arriveBy === undefined;
    const begin = isForward ? departAt : arriveBy;
    const found = new Map<string, Itinerary>();
    const walk = this.#walkOnly(task, query);
    let elapsed = 0;
    let searchedSeconds: number | null = null;
    while (elapsed <= windowSeconds && found.size < limit) {
      const itineraries = isForward
        ? this.#leaveFrom(task, begin + elapsed)
        : this.#arriveUntil(task, begin - elapsed);
      if (itineraries.length === 0) break;
      const distances = itineraries.map((each) =>
        isForward ? each.departure - begin : begin - each.arrival,
      );
      elapsed = Math.min(...distances);
      for (const [index, each] of itineraries.entries()) {
        // Other journeys will be found again, unless the search ends first.
        if (distances[index] === elapsed && elapsed <= windowSeconds) {
          found.set(`${each.departure}:${each.arrival}:${each.transfers}`, each);
        }
      }
      elapsed += 1;
      if (elapsed <= windowSeconds && found.size < limit && isWindowOver()) {
        searchedSeconds = elapsed;
        break;
      }
    }
    const longest = walk[0] === undefined ? never : walk[0].arrival - walk[0].departure;
    const rides = [...found.values()].filter(({ departure, arrival }) => arrival - departure < longest);
    const itineraries = [...walk, ...rides].sort(
      (one, other) =>
        one.departure - other.departure || one.arrival - other.arrival || one.transfers - other.transfers,
    );
    return { itineraries, searchedSeconds };
  }

  /** The journey on foot, which is possible at any time of a window. */
  #walkOnly(task: Task, { departAt, arriveBy }: JourneyQuery): Itinerary[] {
    const walking: Task = { ...task, vehicles: 0, options: { ...task.options, allowsWalkOnly: true } };
    return arriveBy === undefined ? this.#leaveFrom(walking, departAt) : this.#arriveUntil(walking, arriveBy);
  }
}

function whole(itineraries: Itinerary[]): Plan {
  return { itineraries, searchedSeconds: null };
}

function forward(task: Task, time: number, vehicles: number, within: Labels | null): SearchRequest {
  const { view, overlay, axis, origin, destination, options, checkStop } = task;
  return {
    direction: view.forwards,
    overlay,
    layers: axis.byZone,
    origin,
    destination,
    options,
    time,
    vehicles,
    within,
    checkStop,
  };
}

function backward(task: Task, time: number, vehicles: number, within: Labels | null): SearchRequest {
  const { view, overlay, axis, origin, destination, options, checkStop } = task;
  return {
    direction: view.backwards,
    overlay,
    layers: axis.byZone,
    origin: destination,
    destination: origin,
    options,
    time,
    vehicles,
    within,
    checkStop,
  };
}

/** The journey to the destination with a given number of vehicles; none if it begins where it ends. */
function trace(task: Task, labels: Labels, vehicles: number, departAt: Instant): Itinerary[] {
  const drafts = traceLegs(task, labels, earliestOf(labels, task.destination, vehicles), vehicles);
  return drafts.length === 0 ? [] : [timeLegs(drafts, departAt)];
}

function earliestOf(labels: Labels, destination: End, vehicles: number): number {
  const { off, ready } = labels.round(vehicles);
  const timeAt = (row: number) => Math.min(intAt(off, row), intAt(ready, row));
  return rowsOfEnd(destination).reduce((best, row) => (timeAt(row) < timeAt(best) ? row : best));
}
