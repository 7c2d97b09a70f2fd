import { at, rowsOf } from '../../../feed/columns.ts';
import { formatIsoDate } from '../../../gtfs/date.ts';
import type { FeedData } from '../../read/feed-data.ts';
import { firstCommonDay } from '../../read/service-days.ts';
import type { FeedRule } from '../rule.ts';

interface Interval {
  readonly trip: number;
  readonly arrival: number;
  readonly departure: number;
  readonly lastArrival: number;
  readonly lastDeparture: number;
}

/** One vehicle cannot run two trips of a block at a time. */
export const blockOverlaps: FeedRule = {
  needs: ['trips.txt', 'stop_times.txt', 'calendar.txt', 'calendar_dates.txt'],
  check(feed, notices) {
    const trips = feed.table('trips.txt');
    const commonDay = commonDays(feed);
    for (const [block, members] of trips.by('block_id')) {
      const intervals = members
        .flatMap((trip) => intervalOf(feed, trip) ?? [])
        .sort((one, other) => one.arrival - other.arrival || one.lastDeparture - other.lastDeparture);
      for (const [index, one] of intervals.entries()) {
        for (const other of intervals.slice(index + 1)) {
          if (one.lastDeparture <= other.arrival) break;
          if (isHandover(one, other)) continue;
          const day = commonDay(trips.text(one.trip, 'service_id'), trips.text(other.trip, 'service_id'));
          if (day === null) continue;
          const earlier = trips.text(one.trip, 'trip_id');
          const detail = `"${trips.text(other.trip, 'trip_id')}" and "${earlier}" of block "${block}" on ${formatIsoDate(day)}`;
          trips.notice(notices, 'block_trips_with_overlapping_stop_times', other.trip, 'block_id', detail);
        }
      }
    }
  },
};

function intervalOf({ stopTimes }: FeedData, trip: number): Interval | null {
  const rows = rowsOf(stopTimes.ofTrip, trip);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { arrivals, departures } = stopTimes;
  const interval = {
    trip,
    arrival: at(arrivals, first),
    departure: at(departures, first),
    lastArrival: at(arrivals, last),
    lastDeparture: at(departures, last),
  };
  return Object.values(interval).includes(-1) ? null : interval;
}

/** Whether the first trip ends with the stop time with which the next one begins. */
function isHandover(one: Interval, other: Interval): boolean {
  return one.lastArrival === other.arrival && one.lastDeparture === other.departure;
}

function commonDays({ services }: FeedData): (one: string, other: string) => number | null {
  const cached = new Map<string, number | null>();
  return (one, other) => {
    const key = `${one}\0${other}`;
    const known = cached.get(key);
    if (known !== undefined) return known;
    const day = firstCommonDay(services.of(one), services.of(other));
    cached.set(key, day);
    return day;
  };
}
