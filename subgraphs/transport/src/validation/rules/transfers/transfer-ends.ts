import { at, rowsOf } from '../../../feed/columns.ts';
import type { Notices } from '../../../notices/notices.ts';
import type { FeedData } from '../../read/feed-data.ts';
import { locationTypeOf } from '../../read/places.ts';
import type { FeedRule } from '../rule.ts';

const ends = ['from', 'to'] as const;

/** The stop of a transfer is a stop or station at which its trip calls, and the trip is of its route. */
export const transferEnds: FeedRule = {
  needs: ['transfers.txt', 'stops.txt', 'trips.txt', 'stop_times.txt'],
  check(feed, notices) {
    for (const row of feed.table('transfers.txt').rows()) {
      for (const end of ends) checkEnd(feed, notices, row, end);
    }
  },
};

function checkEnd(feed: FeedData, notices: Notices, row: number, end: (typeof ends)[number]): void {
  const transfers = feed.table('transfers.txt');
  const stops = feed.table('stops.txt');
  const trips = feed.table('trips.txt');
  const [stopField, tripField, routeField] = [`${end}_stop_id`, `${end}_trip_id`, `${end}_route_id`];
  const stop = stops.find('stop_id', transfers.text(row, stopField));
  const trip = trips.find('trip_id', transfers.text(row, tripField));
  const isAboard = (transfers.number(row, 'transfer_type') ?? 0) >= 4;
  if (stop !== -1) {
    const type = locationTypeOf(stops, stop);
    if (type > 1 || (isAboard && type === 1)) {
      const detail = `"${transfers.text(row, stopField)}" has location_type ${type}`;
      transfers.notice(notices, 'transfer_with_invalid_stop_location_type', row, stopField, detail);
    }
  }
  if (trip === -1) return;
  const route = transfers.text(row, routeField);
  if (route !== '' && route !== trips.text(trip, 'route_id')) {
    transfers.notice(notices, 'transfer_with_invalid_trip_and_route', row, routeField);
  }
  if (stop === -1) return;
  const calls = [...rowsOf(feed.stopTimes.ofTrip, trip)].map((each) => at(feed.stopTimes.stops, each));
  const platforms = platformsOf(feed, stop);
  if (!calls.some((call) => platforms.includes(call))) {
    transfers.notice(notices, 'transfer_with_invalid_trip_and_stop', row, stopField);
  } else if (isAboard && calls.includes(stop) && calls.at(end === 'from' ? -1 : 0) !== stop) {
    transfers.notice(notices, 'transfer_with_suspicious_mid_trip_in_seat', row, stopField);
  }
}

function platformsOf({ table }: FeedData, stop: number): readonly number[] {
  const stops = table('stops.txt');
  if (locationTypeOf(stops, stop) !== 1) return [stop];
  return stops.by('parent_station').get(stops.text(stop, 'stop_id')) ?? [];
}
