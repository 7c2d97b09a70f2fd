import { intAt } from '../feed/columns.ts';
import type { Area } from '../realtime/vehicles/vehicle-index.ts';
import { degree } from '../shapes/shape-table.ts';
import type { MappedLine } from './mapped-lines.ts';

/** Steps in each direction in which points of a line are told apart; a map shows a tile in 512 pixels. */
const steps = 1_024;

/**
 * The parts of a line in an area, so that only what a tile shows counts towards its maximum. Each part goes
 * on to the next point outside; points within a step of the one before are left out.
 */
export function clipLine({ latitudes, longitudes }: MappedLine, area: Area): [number, number][][] {
  const west = area.minLongitude * degree;
  const east = area.maxLongitude * degree;
  const south = area.minLatitude * degree;
  const north = area.maxLatitude * degree;
  const [width, height] = [(east - west) / steps, (north - south) / steps];
  const parts: [number, number][][] = [];
  let part: [number, number][] | null = null;
  let [lastX, lastY] = [0, 0];
  const add = (points: [number, number][], x: number, y: number) => {
    points.push([x / degree, y / degree]);
    [lastX, lastY] = [x, y];
  };
  for (let index = 1; index < longitudes.length; index += 1) {
    const [fromX, fromY] = [intAt(longitudes, index - 1), intAt(latitudes, index - 1)];
    const [toX, toY] = [intAt(longitudes, index), intAt(latitudes, index)];
    const isOutside =
      (fromX < west && toX < west) ||
      (fromX > east && toX > east) ||
      (fromY < south && toY < south) ||
      (fromY > north && toY > north);
    if (!isOutside && part === null) {
      part = [];
      parts.push(part);
      add(part, fromX, fromY);
    }
    if (part === null) continue;
    if (isOutside) {
      if (lastX !== fromX || lastY !== fromY) add(part, fromX, fromY);
      part = null;
    } else if (
      index === longitudes.length - 1 ||
      Math.abs(toX - lastX) >= width ||
      Math.abs(toY - lastY) >= height
    ) {
      add(part, toX, toY);
    }
  }
  return parts;
}
