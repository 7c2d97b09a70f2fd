import { expect, test } from 'vitest';
import { archiveOf, type Files, smallFeed } from '../../test/small-feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { findFootpaths, secondsOfWay } from './footpaths.ts';
import { planningTables } from './planning-tables.ts';

/** Footpaths between the platforms of one station, 10 m apart. */
async function waysOf(platforms: number, more: Files = {}) {
  const rows = Array.from({ length: platforms }, (_, platform) => {
    const latitude = (60 + platform / 11_120).toFixed(6);
    return `p${platform},Platform ${platform},${latitude},27,0,S`;
  });
  const stops = [
    smallFeed['stops.txt']!.split('\n')
      .filter((line) => line !== '')
      .map((line, index) => (index === 0 ? `${line},location_type,parent_station` : `${line},0,`)),
    'S,Station,60,27,1,',
    rows,
  ].flat();
  const feed = await loadFeed(archiveOf({ ...smallFeed, 'stops.txt': stops.join('\n'), ...more }), 'T');
  return {
    ways: findFootpaths(planningTables(feed), null).footpaths,
    row: (id: string) => feed.stops.ids.get(id)!,
  };
}

test('all platforms of a station are connected', async () => {
  const { ways } = await waysOf(200);
  expect(ways.stops).toHaveLength(200 * 199);
});

const stated = 'from_stop_id,to_stop_id,transfer_type,min_transfer_time\nS,S,2,300\n';

test.each([
  ['walked', {}, 60],
  ['of transfers.txt', { 'transfers.txt': stated }, 300],
])(
  'footpaths in an unrealistically large station are bounded, nearest first: %s',
  async (_what, more, seconds) => {
    const { ways, row } = await waysOf(1_000, more);
    expect(ways.stops.length).toBeLessThanOrEqual(1_000 * 256);
    expect(secondsOfWay(ways, row('p500'), row('p501'))).toBe(seconds);
    expect(secondsOfWay(ways, row('p500'), row('p600'))).toBeDefined();
    expect(secondsOfWay(ways, row('p500'), row('p700'))).toBeUndefined();
  },
);

test('a forbidden transfer in such a station is no footpath', async () => {
  const forbidden = 'from_stop_id,to_stop_id,transfer_type\nS,S,3\n';
  const { ways } = await waysOf(1_000, { 'transfers.txt': forbidden });
  expect(ways.stops).toHaveLength(0);
});
