import { intAt, rowsOf } from '../feed/columns.ts';
import { locationType } from '../feed/tables.ts';
import type { Instant } from '../feed/zone-clock.ts';
import { type Itinerary, timeLegs } from './itinerary.ts';
import { backwards, type Direction, forwards } from './raptor/direction.ts';
import { type Labels, never } from './raptor/labels.ts';
import { type Axis, axisAround } from './raptor/layers.ts';
import { RaptorSearch } from './raptor/search.ts';
import type { Timetable } from './timetable.ts';
import { traceLegs } from './trace-legs.ts';

export interface JourneyQuery {
  /** Rows of stops or stations. */
  readonly from: number;
  readonly to: number;
  readonly departAt: Instant;
  readonly maxTransfers: number;
}

interface Task {
  readonly axis: Axis;
  readonly origins: readonly number[];
  readonly destinations: readonly number[];
  readonly checkStop: () => void;
}

/** Plans journeys on one timetable, synchronously in the calling thread. */
export class JourneyPlanner {
  readonly #timetable: Timetable;
  readonly #forwards: Direction;
  readonly #backwards: Direction;
  readonly #earliest: RaptorSearch;
  readonly #latest: RaptorSearch;
  readonly #compact: RaptorSearch;

  constructor(timetable: Timetable) {
    this.#timetable = timetable;
    this.#forwards = forwards(timetable);
    this.#backwards = backwards(timetable);
    this.#earliest = new RaptorSearch(timetable);
    this.#latest = new RaptorSearch(timetable);
    this.#compact = new RaptorSearch(timetable);
  }

  /**
   * Returns Pareto-optimal journeys by arrival and transfers, fewest transfers first, each with its latest
   * departure. Empty if there is none within the next day.
   *
   * @param checkStop called often; it throws to abort the search
   */
  plan({ from, to, departAt, maxTransfers }: JourneyQuery, checkStop: () => void = () => {}): Itinerary[] {
    const axis = axisAround(this.#timetable, this.#timetable.clock.dayOf(departAt));
    const task = { axis, origins: this.#platforms(from), destinations: this.#platforms(to), checkStop };
    const arrivals = this.#earliest.run({
      ...task,
      direction: this.#forwards,
      layers: axis.layers,
      time: departAt - axis.start,
      vehicles: maxTransfers + 1,
    });
    const itineraries: Itinerary[] = [];
    let best = never;
    for (const [vehicles, arrival] of arrivals.entries()) {
      if (arrival >= best) continue;
      best = arrival;
      const labels = vehicles === 0 ? this.#earliest.labels : this.#leaveLatest(task, vehicles, arrival);
      const destination = earliestOf(labels, task.destinations, vehicles);
      const drafts = traceLegs(this.#timetable, axis, labels, destination, vehicles);
      if (drafts.length > 0) itineraries.push(timeLegs(drafts, departAt));
    }
    return itineraries;
  }

  /**
   * A backward search finds the latest departure for an arrival. A forward search then takes the earliest
   * trip of each leg, so that waiting falls at the transfers.
   */
  #leaveLatest({ axis, origins, destinations, checkStop }: Task, vehicles: number, arrival: number): Labels {
    const common = { layers: axis.layers, vehicles, checkStop };
    const times = this.#latest.run({
      ...common,
      direction: this.#backwards,
      origins: destinations,
      destinations: origins,
      time: -arrival,
      within: this.#earliest.labels.best,
    });
    const departure = -Math.min(...times);
    this.#compact.run({
      ...common,
      direction: this.#forwards,
      origins,
      destinations,
      time: departure,
      within: this.#latest.labels.best,
    });
    return this.#compact.labels;
  }

  /** Stops of an endpoint: the platforms of a station, or the stop itself. */
  #platforms(row: number): number[] {
    const { kinds, children } = this.#timetable.tables.stops;
    return kinds[row] === locationType.station ? [...rowsOf(children, row)] : [row];
  }
}

function earliestOf(labels: Labels, destinations: readonly number[], vehicles: number): number {
  const { off, ready } = labels.round(vehicles);
  const timeAt = (stop: number) => Math.min(intAt(off, stop), intAt(ready, stop));
  return destinations.reduce((best, stop) => (timeAt(stop) < timeAt(best) ? stop : best));
}
