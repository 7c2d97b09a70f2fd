import { expect, it } from 'vitest';
import { archiveOf, smallFeed } from '../../test/small-feed.ts';
import { olderVbbFeed, vbbFeed } from '../../test/vbb-on-demand-feed.ts';
import type { Feed } from '../feed/feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { findServices } from './find-services.ts';

const station = { latitude: 53.015, longitude: 13.995 };
const market = { latitude: 53.17, longitude: 13.75 };

/** Trips from the market to the station at an hour of a Monday. */
function ridesAt(feed: Feed, time: string) {
  const at = new Date(`2017-06-05T${time}:00+02:00`).getTime() / 1000;
  const query = { from: market, to: station, at, until: at, radiusMeters: 300 };
  return findServices(feed, query).map(({ pickup, dropOffs }) => ({
    trip: feed.trips.ids.at(pickup.trip),
    rule: feed.onDemand.rules[pickup.pickupRule]?.leastMinutes,
    dropOffs: dropOffs.length,
  }));
}

it.each([
  ['the present form', vbbFeed, []],
  [
    'the form of 2022',
    olderVbbFeed,
    [['on_demand_stops_left_out', '1 member of location groups omitted: stops.txt has no such stop']],
  ],
])('a feed of Berlin and Brandenburg in %s is served with its groups', async (_form, files, warnings) => {
  const feed = await loadFeed(archiveOf(files), 'B');
  expect(feed.warnings.map(({ code, message }) => [code, message])).toEqual(warnings);
  expect(feed.onDemand.places).toMatchObject([
    { kind: 'group', name: 'Gebiet im Raum Angermünde', stops: [0, 1, 2] },
  ]);
  const ride = { trip: 'flex-476-weekdays', rule: 60, dropOffs: 1 };
  expect(ridesAt(feed, '18:00')).toEqual([ride]);
  expect(ridesAt(feed, '12:00')).toEqual([]);
  // The rest of the timetable is there as well.
  expect([...feed.stopTimes.stops].map((stop) => feed.stops.ids.at(stop))).toEqual(['s1', 's2']);
});

it('a trip with two calls, of which one is in an unknown group, serves no ride within the other', async () => {
  const rows = vbbFeed['stop_times.txt']?.replace(
    /^flex.*$/m,
    (row) => `${row}\n${row.replace(',1,,flex-476-477-stops,', ',2,,unknown,')}`,
  );
  const feed = await loadFeed(archiveOf({ ...vbbFeed, 'stop_times.txt': rows ?? '' }), 'B');
  expect(feed.warnings.map(({ code }) => code)).toEqual(['on_demand_trips_left_out']);
  expect(ridesAt(feed, '18:00')).toEqual([]);
});

it('areas of the first drafts are ignored, and the feed says so', async () => {
  const rows = [
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence,start_service_area_id,end_service_area_id',
    't1,08:00:00,08:00:00,s1,1,area,',
    't1,08:10:00,08:10:00,s2,2,,area',
    't2,09:00:00,09:00:00,s1,1,,',
    't2,09:10:00,09:10:00,s2,2,,\n',
  ];
  const feed = await loadFeed(archiveOf({ ...smallFeed, 'stop_times.txt': rows.join('\n') }), 'B');
  expect(feed.warnings.map(({ code, message }) => [code, message])).toEqual([
    [
      'on_demand_areas_ignored',
      'areas of on-demand service of 1 trip are ignored: they are of a draft of GTFS-Flex before 2020',
    ],
  ]);
  expect(feed.stopTimes.stops.length).toBe(4);
});
