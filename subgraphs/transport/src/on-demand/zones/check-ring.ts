import { at } from '../../feed/columns.ts';
import { edgesCross } from './overlap.ts';
import type { Ring } from './zone.ts';

/** Positions up to which edges are compared with each other; the work grows with their square. */
const maxCompared = 2_000;

/** What is wrong with a ring; `null` if it is valid. */
export function ringProblem(ring: Ring): string | null {
  const [first, last] = [ring[0], ring.at(-1)];
  if (first === undefined || last === undefined || ring.length < 4)
    return 'a ring must have at least four positions';
  if (first[0] !== last[0] || first[1] !== last[1]) return 'a ring must end where it begins';
  return ring.length <= maxCompared && crossesItself(ring) ? 'a ring crosses itself' : null;
}

function crossesItself(ring: Ring): boolean {
  for (let index = 0; index + 1 < ring.length; index += 1) {
    for (let other = index + 2; other + 1 < ring.length; other += 1) {
      if (edgesCross(at(ring, index), at(ring, index + 1), at(ring, other), at(ring, other + 1))) return true;
    }
  }
  return false;
}
