import { at, intAt } from '../../feed/columns.ts';
import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';

/** When a trip was observed, or else the time of the message. */
export interface Evidence {
  readonly instant: Instant;
  /** The call that it is an estimate for, if it is one. */
  readonly call?: { readonly row: number };
}

const secondsPerDay = 86_400;

/**
 * The service day of a trip whose message names none: the day on which the trip runs nearest to the evidence.
 *
 * @returns `null` if it does not run around that time
 */
export function serviceDayOf(feed: Feed, trip: number, { instant, call }: Evidence): Day | null {
  const { clock, calendar, stopTimes, trips } = feed;
  const service = at(trips.services, trip);
  const first = intAt(stopTimes.offsets, trip);
  const last = intAt(stopTimes.offsets, trip + 1) - 1;
  const today = clock.dayOf(instant);
  const daysBack = Math.ceil(stopTimes.latest / secondsPerDay);
  let best: Day | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let day = today - daysBack; day <= today + 1; day += 1) {
    if (calendar.activeOn(day)[service] !== 1) continue;
    const start = clock.serviceDayStart(day);
    const distance =
      call === undefined
        ? Math.max(
            start + intAt(stopTimes.departures, first) - instant,
            instant - start - intAt(stopTimes.arrivals, last),
            0,
          )
        : Math.abs(instant - start - intAt(stopTimes.departures, call.row));
    if (distance >= least) continue;
    least = distance;
    best = day;
  }
  return best;
}
