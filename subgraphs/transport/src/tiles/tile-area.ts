import type { Area } from '../realtime/vehicles/vehicle-index.ts';

/** A square of the Web Mercator map: at zoom z, the earth has 2^z squares in each direction. */
export interface TilePlace {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Width of the tile's buffer: 64 of 4,096 units, so that symbols and lines are not cut off at its edges. */
const buffer = 64 / 4_096;

/** The corners of a tile with a buffer around it. */
export function areaOfTile({ z, x, y }: TilePlace): Area {
  const tiles = 2 ** z;
  const longitude = (column: number) => (column / tiles) * 360 - 180;
  const latitude = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / tiles))) * 180) / Math.PI;
  return {
    minLongitude: longitude(x - buffer),
    maxLongitude: longitude(x + 1 + buffer),
    minLatitude: latitude(y + 1 + buffer),
    maxLatitude: latitude(y - buffer),
  };
}

/** Whether two areas have a point in common. */
export function areasMeet(one: Area, other: Area): boolean {
  return (
    one.minLatitude <= other.maxLatitude &&
    other.minLatitude <= one.maxLatitude &&
    one.minLongitude <= other.maxLongitude &&
    other.minLongitude <= one.maxLongitude
  );
}
