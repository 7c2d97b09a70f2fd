import { at, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';

/** A trip of the timetable that is under way, with an invented delay. */
export interface SimulatedTrip {
  readonly trip: number;
  readonly day: Day;
  /** Start of the service day. */
  readonly start: Instant;
  readonly isCanceled: boolean;
  /** Delay at the last stop, in seconds; it grows along the trip. */
  readonly finalDelay: number;
  /** A number from 0 to 1 that stays the same for the trip and day. */
  readonly chance: number;
}

const busType = 3;
const maxDelay = { bus: 240, other: 60 };
/** Share of cancelled trips on a frequent bus line, so that nobody waits long in the demo. */
const canceledPart = 0.03;
const canceledRoute = '188';

/** Trips that run at an instant, or begin within `ahead` seconds. Equal for equal times. */
export function simulatedTrips(feed: Feed, now: Instant, ahead: number): SimulatedTrip[] {
  const { trips, stopTimes, calendar, clock, routes } = feed;
  const found: SimulatedTrip[] = [];
  const today = clock.dayOf(now);
  for (const day of [today - 1, today]) {
    const active = calendar.activeOn(day);
    const start = clock.serviceDayStart(day);
    for (let trip = 0; trip < trips.ids.length; trip += 1) {
      if (active[at(trips.services, trip)] !== 1) continue;
      const [begin, end] = [intAt(stopTimes.offsets, trip), intAt(stopTimes.offsets, trip + 1)];
      if (end - begin < 2 || start + intAt(stopTimes.departures, begin) > now + ahead) continue;
      const { id, type } = at(routes, at(trips.routes, trip));
      const chance = chanceOf(`${trips.ids.at(trip)}:${day}`);
      const finalDelay = Math.round(chance * (type === busType ? maxDelay.bus : maxDelay.other));
      if (start + intAt(stopTimes.arrivals, end - 1) + finalDelay < now) continue;
      const isCanceled = id === canceledRoute && chance < canceledPart;
      found.push({ trip, day, start, isCanceled, finalDelay, chance });
    }
  }
  return found;
}

/** Delay at a call, rounded to five seconds. */
export function delayAt({ finalDelay }: SimulatedTrip, call: number, calls: number): number {
  return Math.round((finalDelay * call) / (calls - 1) / 5) * 5;
}

/** FNV-1a as a fraction: spreads ids evenly, and needs no state. */
function chanceOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // The low bits of similar texts differ most.
  return ((hash >>> 0) % 10_007) / 10_006;
}
