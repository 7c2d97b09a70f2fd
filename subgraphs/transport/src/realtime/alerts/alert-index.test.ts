import { expect, it } from 'vitest';
import { archiveOf, smallFeed } from '../../../test/small-feed.ts';
import { parseIsoDate } from '../../gtfs/date.ts';
import { loadFeed } from '../../gtfs/load-feed.ts';
import type { EntitySelector } from '../message/feed-message.ts';
import { TripMatcher } from '../trips/trip-matcher.ts';
import type { ServiceAlert } from './alert.ts';
import { AlertIndex } from './alert-index.ts';
import { readAlert } from './read-alert.ts';

const feed = await loadFeed(
  archiveOf({
    ...smallFeed,
    'stops.txt': [
      'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station',
      'main,Main,62.0,27.0,1,',
      's1,First,62.0000,27.0000,0,main',
      's2,Second,62.0100,27.0000,0,',
      's3,Third,62.0200,27.0000,0,\n',
    ].join('\n'),
    'routes.txt': 'route_id,agency_id,route_short_name,route_type\nr1,A,1,3\nr2,A,2,0\n',
    'trips.txt': 'route_id,service_id,trip_id,direction_id\nr1,daily,t1,0\nr2,daily,t2,0\n',
  }),
  'T',
);
const alerts: Readonly<Record<string, EntitySelector>> = {
  stop: { stopId: 's1' },
  station: { stopId: 'main' },
  'route at stop': { routeId: 'r1', stopId: 's1' },
  'other route at stop': { routeId: 'r2', stopId: 's1' },
  trip: { trip: { tripId: 't1' } },
  'trip tomorrow': { trip: { tripId: 't1', startDate: '20170609' } },
  'other trip': { trip: { tripId: 't2' } },
  route: { routeId: 'r1' },
  'other route': { routeId: 'r2' },
  'way back': { routeId: 'r1', directionId: 1 },
  operator: { agencyId: 'A' },
  mode: { routeType: 3 },
  'other mode': { routeType: 0 },
};
const matcher = new TripMatcher(feed);
const report = () => {};
const index = new AlertIndex(
  feed,
  Object.entries(alerts).map(([id, selector]) =>
    readAlert(id, { activePeriod: [], informedEntity: [selector, selector] }, { feed, matcher, report }),
  ),
);
const ids = (found: readonly ServiceAlert[]) => found.map(({ id }) => id).sort();
const stop = feed.stops.ids.get('s1')!;
const route = feed.routeIndex.get('r1')!;
const row = feed.trips.ids.get('t1')!;

it('finds alerts by every part of a departure, and none that another part excludes', () => {
  const day = parseIsoDate('2017-06-08');
  const ofRoute = ['mode', 'operator', 'route'];
  expect(ids(index.of({ stop, route, trip: { row, day }, direction: 0 }))).toEqual(
    [...ofRoute, 'route at stop', 'station', 'stop', 'trip'].sort(),
  );
  expect(ids(index.of({ route, trip: { row, day: null }, direction: 0 }))).toEqual(
    [...ofRoute, 'trip', 'trip tomorrow'].sort(),
  );
  expect(ids(index.of({ route, direction: 1 }))).toEqual([...ofRoute, 'way back'].sort());
});

it('finds alerts of a stop or a route whatever else they name, but none of single trips', () => {
  const atStop = ['other route at stop', 'route at stop', 'station', 'stop'];
  expect(ids(index.ofStop(stop))).toEqual(atStop);
  expect(ids(index.ofRoute(route))).toEqual(['mode', 'operator', 'route', 'route at stop', 'way back']);
});
