import { at } from '../../feed/columns.ts';
import type { Position, Ring, Zone } from './zone.ts';

/** The smallest box around a zone. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export function boxOf({ polygons }: Pick<Zone, 'polygons'>): Box {
  const box = { west: 180, south: 90, east: -180, north: -90 };
  for (const [longitude, latitude] of polygons.flat(2)) {
    box.west = Math.min(box.west, longitude);
    box.east = Math.max(box.east, longitude);
    box.south = Math.min(box.south, latitude);
    box.north = Math.max(box.north, latitude);
  }
  return box;
}

/** Whether a place lies in one of the polygons and in none of its holes. */
export function contains({ polygons }: Pick<Zone, 'polygons'>, box: Box, place: Position): boolean {
  const [longitude, latitude] = place;
  if (longitude < box.west || longitude > box.east || latitude < box.south || latitude > box.north) {
    return false;
  }
  return polygons.some(
    ([outer, ...holes]) =>
      outer !== undefined && isWithin(outer, place) && !holes.some((hole) => isWithin(hole, place)),
  );
}

/** Counts the edges that a ray to the east crosses: an odd number within the ring. */
function isWithin(ring: Ring, [x, y]: Position): boolean {
  let isInside = false;
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [fromX, fromY] = at(ring, index);
    const [toX, toY] = at(ring, index + 1);
    if (fromY > y === toY > y) continue;
    if (x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX)) isInside = !isInside;
  }
  return isInside;
}
