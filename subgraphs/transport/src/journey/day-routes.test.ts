import { expect, it } from 'vitest';
import { archiveOf, smallFeed } from '../../test/small-feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { planningTables } from './planning-tables.ts';
import { buildTimetable } from './timetable.ts';

const day = 17_318;
const open = async (files = smallFeed) =>
  buildTimetable(planningTables(await loadFeed(archiveOf(files), 'T')));

it('packs the running trips of a day in the order of the RAPTOR routes', async () => {
  const { dayRoutes, activeTrips, raptorRoutes } = await open();
  expect(dayRoutes.of(activeTrips.on(day))).toEqual({
    offsets: raptorRoutes.offsets,
    rows: raptorRoutes.rows,
    earliest: 8 * 3_600,
    latest: 9 * 3_600 + 600,
  });
  expect([...dayRoutes.of(Int32Array.of(0b10)).rows]).toEqual([raptorRoutes.rows[1]]);
});

it('reads no times of trips without stop times', async () => {
  const trips = `${smallFeed['trips.txt']}r1,daily,t3,Third\n`;
  const { dayRoutes, activeTrips } = await open({ ...smallFeed, 'trips.txt': trips });
  expect(dayRoutes.of(activeTrips.on(day))).toMatchObject({ earliest: 28_800, latest: 33_000 });
});

it('packs a day once, and one without trips as an empty one', async () => {
  const { dayRoutes } = await open();
  const none = new Int32Array(1);
  const packed = dayRoutes.of(none);
  expect(dayRoutes.of(none)).toBe(packed);
  expect(packed.rows).toHaveLength(0);
  expect(packed.earliest).toBeGreaterThan(packed.latest);
});
