import { expect, it } from 'vitest';
import { degree } from '../shapes/shape-table.ts';
import { clipLine } from './clip-line.ts';

const area = { minLongitude: 0, maxLongitude: 4.096, minLatitude: 0, maxLatitude: 4.096 };

/** The parts of a line in the area. */
function clipped(points: readonly (readonly [number, number])[]): [number, number][][] {
  const longitudes = Int32Array.from(points, ([longitude]) => Math.round(longitude * degree));
  const latitudes = Int32Array.from(points, ([, latitude]) => Math.round(latitude * degree));
  return clipLine({ route: 0, longitudes, latitudes, area }, area);
}

it('leaves a line within the area as it is', () => {
  const line: [number, number][] = [
    [1, 1],
    [2, 3],
    [1, 2],
  ];
  expect(clipped(line)).toEqual([line]);
});

it('cuts a line where it leaves the area, up to the next points outside', () => {
  const line: [number, number][] = [
    [-2, 1],
    [-1, 1],
    [1, 1],
    [5, 1],
    [6, 1],
    [6, 3],
    [5, 3],
    [1, 3],
  ];
  expect(clipped(line)).toEqual([line.slice(1, 4), line.slice(6)]);
});

it('keeps a line that crosses the area without a point in it', () => {
  const line: [number, number][] = [
    [-1, 2],
    [5, 2],
  ];
  expect(clipped(line)).toEqual([line]);
});

it('leaves out a line that goes around the area', () => {
  expect(
    clipped([
      [-1, -1],
      [5, -1],
      [5, 5],
    ]),
  ).toEqual([]);
});

it('leaves out points that a tile cannot show, but no end', () => {
  expect(
    clipped([
      [1, 1],
      [1.0016, 1],
      [1.0032, 1],
      [1.004, 1],
      [1.0048, 1],
    ]),
  ).toEqual([
    [
      [1, 1],
      [1.004, 1],
      [1.0048, 1],
    ],
  ]);
});
