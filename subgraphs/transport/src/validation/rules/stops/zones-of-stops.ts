import { at, rowsOf } from '../../../feed/columns.ts';
import { locationTypeOf } from '../../read/places.ts';
import type { FeedRule } from '../rule.ts';

const zoneFields = ['origin_id', 'destination_id', 'contains_id'];

/** Stops have a zone if a fare of one of their routes depends on it. */
export const zonesOfStops: FeedRule = {
  needs: ['stops.txt', 'fare_rules.txt', 'trips.txt', 'stop_times.txt'],
  check({ table, stopTimes }, notices) {
    const fareRules = table('fare_rules.txt');
    const routes = new Set<string>();
    for (const row of fareRules.rows()) {
      if (zoneFields.some((field) => fareRules.has(row, field))) routes.add(fareRules.text(row, 'route_id'));
    }
    routes.delete('');
    if (routes.size === 0) return;
    const trips = table('trips.txt');
    const stops = table('stops.txt');
    const called = new Set<number>();
    for (const trip of trips.rows()) {
      if (!routes.has(trips.text(trip, 'route_id'))) continue;
      for (const row of rowsOf(stopTimes.ofTrip, trip)) called.add(at(stopTimes.stops, row));
    }
    for (const row of stops.rows()) {
      if (called.has(row) && locationTypeOf(stops, row) === 0 && !stops.has(row, 'zone_id')) {
        stops.notice(notices, 'stop_without_zone_id', row, 'zone_id');
      }
    }
  },
};
