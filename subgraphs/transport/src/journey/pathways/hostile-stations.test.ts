import { expect, it } from 'vitest';
import { counted } from '../../../test/counted.ts';
import { locationType } from '../../feed/tables.ts';
import type { PlanningTables } from '../planning-tables.ts';
import { StationWalks } from './station-walks.ts';
import { StationWays } from './station-ways.ts';

type Way = readonly [from: number, to: number, seconds: number];

function tablesOf(kinds: readonly number[], ways: readonly Way[]) {
  const latitudes = counted(Float64Array.from(kinds, (_, place) => 62 + place * 1e-5));
  const seconds = counted(Int32Array.from(ways, ([, , time]) => time));
  const stops = {
    kinds: Uint8Array.from(kinds),
    parents: new Int32Array(kinds.length).fill(-1),
    latitudes: latitudes.column,
    longitudes: new Float64Array(kinds.length).fill(27),
    wheelchair: new Uint8Array(kinds.length),
    access: new Uint8Array(kinds.length),
  };
  const pathways = {
    from: Int32Array.from(ways, ([from]) => from),
    to: Int32Array.from(ways, ([, to]) => to),
    seconds: seconds.column,
    bidirectional: new Uint8Array(ways.length).fill(1),
    accessible: new Uint8Array(ways.length).fill(1),
  };
  return { stops: stops as unknown as PlanningTables['stops'], pathways, latitudes, seconds };
}

it('compares few of the walks between 160 platforms by 160 entrances', () => {
  const each = 160;
  const platforms = Array.from({ length: each }, (_, row) => row);
  const kinds = [
    ...platforms.map(() => locationType.stop),
    ...platforms.map(() => locationType.entrance),
    locationType.node,
  ];
  const hall = 2 * each;
  const ways = Array.from({ length: 2 * each }, (_, place): Way => [place, hall, 10 + (place % 50)]);
  const { stops, pathways, latitudes } = tablesOf(kinds, ways);
  const walks = new StationWalks(stops, pathways, false);
  for (const platform of platforms) expect(walks.from(platform, platforms).size).toBe(each - 1);
  // Each read is a distance; every walk by every exit and entrance would be 4 million.
  expect(latitudes.count.reads).toBeLessThan(100_000);
});

it('follows each pathway once from a place, although each detour is quicker than the last', () => {
  const places = 60;
  const ways: Way[] = [];
  for (let from = 0; from < places; from += 1) {
    for (let to = from + 1; to < places; to += 1) ways.push([from, to, (to - from) ** 2]);
  }
  const kinds = Array.from({ length: places }, () => locationType.stop);
  const { stops, pathways, seconds } = tablesOf(kinds, ways);
  const found = new StationWays(stops, pathways, false).platformsFrom(0);
  expect([...found]).toEqual(kinds.slice(1).map((_, place) => [place + 1, place + 1]));
  expect(seconds.count.reads).toBeLessThanOrEqual(2 * ways.length);
});

it.each([
  { each: 100, isUsed: true },
  { each: 101, isUsed: false },
])('uses at most 10,000 connected pathways: $each platforms by entrances', ({ each, isUsed }) => {
  const row = [...Array(each).keys()];
  const kinds = [...row.map(() => locationType.stop), ...row.map(() => locationType.entrance)];
  const ways = row.flatMap((platform) => row.map((entrance): Way => [platform, each + entrance, 30]));
  const { stops, pathways } = tablesOf(kinds, ways);
  const station = new StationWays(stops, pathways, false);
  expect(station.has(0)).toBe(isUsed);
  expect(station.entrances.length > 0).toBe(isUsed);
});

it('uses the nearest 256 platforms and 64 entrances of a station', () => {
  const kinds = [
    ...Array<number>(300).fill(locationType.stop),
    ...Array<number>(100).fill(locationType.entrance),
  ];
  const ways = kinds.slice(1).map((_, place): Way => [0, place + 1, 500 - place]);
  const { stops, pathways } = tablesOf(kinds, ways);
  const station = new StationWays(stops, pathways, false);
  const [nearest] = station.platformsFrom(0);
  expect(nearest).toEqual([299, 202]);
  expect(station.platformsFrom(0).size).toBe(256);
  expect([...station.exitsOf(0)].at(0)).toEqual([399, 102]);
  expect(station.exitsOf(0).size).toBe(64);
  expect(station.entriesOf(299).size).toBe(64);
  expect(station.platformsTo(399).size).toBe(256);
});
