import { at } from '../../feed/columns.ts';
import type { Position, Ring, Zone } from './zone.ts';

/** Edges of two zones that are compared; larger zones count as apart, to bound the work. */
const maxComparisons = 4_000_000;

/** Whether the borders of two zones cross. Zones within each other are not found. */
export function zonesOverlap(one: Zone, other: Zone): boolean {
  const rings = one.polygons.flat();
  const others = other.polygons.flat();
  if (positions(rings) * positions(others) > maxComparisons) return false;
  return rings.some((ring) => others.some((each) => ringsCross(ring, each)));
}

function positions(rings: readonly Ring[]): number {
  return rings.reduce((sum, ring) => sum + ring.length, 0);
}

function ringsCross(one: Ring, other: Ring): boolean {
  for (let index = 0; index + 1 < one.length; index += 1) {
    for (let place = 0; place + 1 < other.length; place += 1) {
      if (edgesCross(at(one, index), at(one, index + 1), at(other, place), at(other, place + 1))) return true;
    }
  }
  return false;
}

/** Whether two edges cross at a point that is an end of neither. */
export function edgesCross(from: Position, to: Position, start: Position, end: Position): boolean {
  const first = side(from, to, start) * side(from, to, end);
  const second = side(start, end, from) * side(start, end, to);
  return first < 0 && second < 0;
}

/** Positive to the left of an edge, negative to the right, 0 on its line. */
function side([x, y]: Position, [toX, toY]: Position, [ofX, ofY]: Position): number {
  return Math.sign((toX - x) * (ofY - y) - (toY - y) * (ofX - x));
}
