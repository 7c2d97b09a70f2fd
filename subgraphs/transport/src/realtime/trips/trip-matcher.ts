import { at } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import { type Day, parseGtfsDate } from '../../gtfs/date.ts';
import { parseGtfsTime } from '../../gtfs/time.ts';
import type { TripDescriptor } from '../message/feed-message.ts';
import type { RealtimeProblemCode } from '../problems.ts';
import { type Evidence, serviceDayOf } from './service-day.ts';
import { type HeadwaySample, TripIndex } from './trip-index.ts';

/** A trip of the feed on one service day. */
export interface MatchedTrip {
  readonly kind: 'matched';
  readonly trip: number;
  readonly day: Day;
  /** Seconds that the run starts after its sample in the timetable; not 0 only for headway trips. */
  readonly shift: number;
}

export type TripMatch = MatchedTrip | { readonly kind: 'unmatched'; readonly problem: RealtimeProblemCode };

/** A run that starts farther than this from every sample of a headway trip is a different run. */
const maxShift = 3_600;
const rememberedDates = 64;

/** Finds the trips that the messages of one moment describe. */
export class TripMatcher {
  readonly feed: Feed;
  readonly #index: TripIndex;
  /** Runs of headway trips that are matched already, with their start: each vehicle has its own. */
  readonly #taken = new Map<string, number>();
  /** A message repeats few dates in thousands of trips. */
  readonly #dates = new Map<string, Day | null>();

  /** @param index of this feed, to share what it has built */
  constructor(feed: Feed, index = new TripIndex(feed)) {
    this.feed = feed;
    this.#index = index;
  }

  hasHeadways(tripId: string): boolean {
    return this.#index.samplesOf(tripId).length > 0;
  }

  /** @param evidenceOf when the trip was observed; for trips without a date only */
  match(descriptor: TripDescriptor, evidenceOf: (trip: number) => Evidence): TripMatch {
    const { startDate, startTime } = descriptor;
    const date = startDate === undefined ? undefined : this.#dateOf(startDate);
    if (date === null) return unmatched('E021');
    const start = startTime === undefined ? undefined : parseGtfsTime(startTime);
    if (start === null) return unmatched('E020');
    const found = this.#find(descriptor, date, start);
    if (typeof found === 'string') return unmatched(found);
    const { trip, shift } = found;
    const day = date ?? serviceDayOf(this.feed, trip, evidenceOf(trip));
    if (day === null || !this.#runsOn(trip, day)) return unmatched('no_service');
    return { kind: 'matched', trip, day, shift };
  }

  #dateOf(text: string): Day | null {
    const known = this.#dates.get(text);
    if (known !== undefined) return known;
    const date = parseGtfsDate(text);
    if (this.#dates.size >= rememberedDates) this.#dates.clear();
    this.#dates.set(text, date);
    return date;
  }

  #find(
    { tripId, routeId, directionId }: TripDescriptor,
    date: Day | undefined,
    start: number | undefined,
  ): { trip: number; shift: number } | RealtimeProblemCode {
    const { trips, routeIndex } = this.feed;
    if (tripId !== undefined && tripId !== '') {
      const trip = trips.ids.get(tripId);
      return trip === undefined ? this.#sample(tripId, date, start) : { trip, shift: 0 };
    }
    if (routeId === undefined || date === undefined || start === undefined) return 'W006';
    const route = routeIndex.get(routeId);
    if (route === undefined) return 'E004';
    const running = [directionId ?? 0, ...(directionId === undefined ? [1, -1] : [])]
      .flatMap((direction) => this.#index.startingAt(route, direction, start))
      .filter((trip) => this.#runsOn(trip, date));
    const [trip] = running;
    if (trip === undefined) return 'no_service';
    return running.length === 1 ? { trip, shift: 0 } : 'ambiguous_trip';
  }

  /** The free run of a headway trip that starts nearest to a time, which may lie between two runs. */
  #sample(
    tripId: string,
    date: Day | undefined,
    start: number | undefined,
  ): { trip: number; shift: number } | RealtimeProblemCode {
    const samples = this.#index.samplesOf(tripId);
    if (samples.length === 0) return 'E003';
    if (start === undefined) return 'ambiguous_trip';
    const keyOf = ({ trip }: HeadwaySample) => `${trip}:${date}`;
    const isFree = (sample: HeadwaySample) => (this.#taken.get(keyOf(sample)) ?? start) === start;
    const distance = (sample: HeadwaySample) => Math.abs(sample.start - start);
    const [nearest] = samples
      .filter((sample) => distance(sample) <= maxShift && isFree(sample))
      .sort((one, other) => distance(one) - distance(other));
    if (nearest === undefined) return 'no_service';
    this.#taken.set(keyOf(nearest), start);
    return { trip: nearest.trip, shift: start - nearest.start };
  }

  #runsOn(trip: number, day: Day): boolean {
    return this.feed.calendar.activeOn(day)[at(this.feed.trips.services, trip)] === 1;
  }
}

function unmatched(problem: RealtimeProblemCode): TripMatch {
  return { kind: 'unmatched', problem };
}
