import { at, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';

/** One run of a headway trip. */
export interface HeadwaySample {
  readonly trip: number;
  readonly start: number;
}

/** Finds trips by what messages say of them beside their id. Built when first needed. */
export class TripIndex {
  readonly #feed: Feed;
  #byStart: Map<string, number[]> | undefined;
  #samples: Map<string, HeadwaySample[]> | undefined;

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  /** Trips of a route and direction by the time of their first departure. */
  startingAt(route: number, direction: number, start: number): readonly number[] {
    this.#byStart ??= this.#indexStarts();
    return this.#byStart.get(`${route}:${direction}:${start}`) ?? [];
  }

  /** Runs of a headway trip (frequencies.txt) in order of their start; empty for other trips. */
  samplesOf(tripId: string): readonly HeadwaySample[] {
    this.#samples ??= this.#indexSamples();
    return this.#samples.get(tripId) ?? [];
  }

  startOf(trip: number): number {
    const { offsets, departures } = this.#feed.stopTimes;
    return intAt(departures, intAt(offsets, trip));
  }

  #indexStarts(): Map<string, number[]> {
    const { trips, stopTimes } = this.#feed;
    const byStart = new Map<string, number[]>();
    for (let trip = 0; trip < trips.ids.length; trip += 1) {
      if (at(stopTimes.offsets, trip) === at(stopTimes.offsets, trip + 1)) continue;
      const key = `${at(trips.routes, trip)}:${at(trips.directions, trip)}:${this.startOf(trip)}`;
      const same = byStart.get(key);
      if (same === undefined) byStart.set(key, [trip]);
      else same.push(trip);
    }
    return byStart;
  }

  #indexSamples(): Map<string, HeadwaySample[]> {
    const { trips } = this.#feed;
    const samples = new Map<string, HeadwaySample[]>();
    if (trips.sourceIds === trips.ids) return samples;
    for (let trip = 0; trip < trips.ids.length; trip += 1) {
      const source = trips.sourceIds.at(trip);
      if (source === trips.ids.at(trip)) continue;
      const same = samples.get(source) ?? [];
      samples.set(source, same);
      same.push({ trip, start: this.startOf(trip) });
    }
    for (const same of samples.values()) same.sort((one, other) => one.start - other.start);
    return samples;
  }
}
