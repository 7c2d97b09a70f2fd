import { expect, it } from 'vitest';
import { at } from '../../../feed/columns.ts';
import type { Coordinates } from '../../../journey/query/journey-query.ts';
import { matchAtDistance, matchesNear, nearestMeters } from './line-matches.ts';
import { firstOutOfOrder } from './match-order.ts';
import { type LineMatch, shapeLine } from './shape-line.ts';

// Places and results of the canonical validator's StopToShapeMatcherTest.
const points: readonly (readonly [number, number])[] = [
  [47.365399, 8.525138],
  [47.366013, 8.524972],
  [47.366073, 8.525384],
  [47.36412, 8.525886],
  [47.364046, 8.525559],
  [47.364376, 8.525376],
  [47.364976, 8.525258],
  [47.365016, 8.525666],
  [47.365103, 8.52565],
  [47.365143, 8.526015],
];
const line = shapeLine(
  {
    index: new Map([['shape', 0]]),
    lines: Int32Array.from(points.keys()),
    sequences: Int32Array.from(points.keys()),
    latitudes: Float64Array.from(points, ([latitude]) => latitude),
    longitudes: Float64Array.from(points, ([, longitude]) => longitude),
    distances: Float64Array.from(points.keys()),
    ofShape: { offsets: Int32Array.of(0, points.length), rows: Int32Array.from(points.keys()) },
  },
  0,
);
const first: Coordinates = { latitude: 47.365478, longitude: 8.525152 };
const second: Coordinates = { latitude: 47.364169, longitude: 8.525843 };
const third: Coordinates = { latitude: 47.364991, longitude: 8.525632 };
const far: Coordinates = { latitude: 47.366375, longitude: 8.527333 };

function expectMatch(match: LineMatch | undefined, index: number, along: number, away: number): void {
  expect(match?.index).toBe(index);
  expect(match?.along).toBeCloseTo(along, 0);
  expect(match?.away).toBeCloseTo(away, 0);
}

it('finds the place at a distance along the shape', () => {
  expectMatch(matchAtDistance(line, 0.2, 0, first), 0, 13.8, 6);
  expectMatch(matchAtDistance(line, 2.4, 0, { latitude: 47.365051, longitude: 8.525622 }), 2, 189.3, 26.9);
  expectMatch(matchAtDistance(line, 6.8, 2, third), 6, 478.9, 4.1);
  expectMatch(matchAtDistance(line, 2.4, 0, far), 2, 189.3, 178.4);
});

it('finds the nearest place on the shape', () => {
  const nearest = (stop: Coordinates) =>
    [...matchesNear(line, stop, 150)].sort((one, other) => one.away - other.away)[0];
  expectMatch(nearest(first), 0, 8.5, 2.6);
  expectMatch(nearest(second), 2, 315.7, 2.2);
  const passing = matchesNear(line, third, 150).find(({ index }) => index === 6);
  expectMatch(passing, 6, 482.2, 2.4);
  expect(matchesNear(line, far, 150)).toEqual([]);
  expect(nearestMeters(line, far)).toBeCloseTo(150.6, 0);
});

it('finds each time that the shape passes a stop', () => {
  const matches = matchesNear(line, { latitude: 47.365033, longitude: 8.525638 }, 20);
  expect(matches).toHaveLength(3);
  expectMatch(at(matches, 0), 2, 218.4, 1);
});

it('finds the first stop that the shape passes too early', () => {
  const later = matchesNear(line, { latitude: 47.364107, longitude: 8.525701 }, 20);
  const earlier = matchesNear(line, { latitude: 47.366026, longitude: 8.525189 }, 20);
  expect(firstOutOfOrder([later, earlier])).toBe(1);
  expect(firstOutOfOrder([earlier, later])).toBe(-1);
});
