import { distance } from 'geokdbush';
import { at, rowsOf } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';

export interface Footpath {
  readonly to: number;
  readonly meters: number;
  readonly seconds: number;
}

/** How far one walks between two vehicles, as the crow flies. */
const maxWalkMeters = 400;
/** Streets are not straight: 1.3 is the usual ratio of the way to the line in a city. */
const detour = 1.3;
const metersPerSecond = 1.25;
/** Getting off, orientation and getting on take time even to the platform opposite. */
const minWalkSeconds = 60;
/** More neighbours than any interchange has; it bounds the work in a feed whose stops all lie in one place. */
const maxNeighbours = 64;

function walkSeconds(meters: number): number {
  return Math.max(minWalkSeconds, Math.ceil((meters * detour) / metersPerSecond));
}

/**
 * Ways on foot from each stop: to every stop near by, to all platforms of its station, and as transfers.txt
 * says, which goes before what distances suggest.
 */
export function findFootpaths(feed: Feed): ReadonlyMap<number, readonly Footpath[]> {
  const { stops, locator } = feed;
  const stated = statedTransfers(feed);
  const footpaths = new Map<number, readonly Footpath[]>();
  for (const [stop] of stops.ids.entries()) {
    if (at(stops.kinds, stop) !== locationType.stop) continue;
    const reachable = new Set<number>(stated.get(stop)?.keys());
    const near = locator.near(
      at(stops.latitudes, stop),
      at(stops.longitudes, stop),
      maxWalkMeters,
      maxNeighbours,
    );
    for (const neighbour of near) reachable.add(neighbour.stop);
    const station = at(stops.parents, stop);
    if (station !== -1) for (const platform of rowsOf(stops.children, station)) reachable.add(platform);
    reachable.delete(stop);
    footpaths.set(
      stop,
      [...reachable].flatMap((to) => footpath(feed, stop, to, stated.get(stop)?.get(to)) ?? []),
    );
  }
  return footpaths;
}

const notPossible = 'not possible';

function footpath(
  { stops }: Feed,
  from: number,
  to: number,
  stated: number | typeof notPossible | undefined,
): Footpath | undefined {
  if (stated === notPossible) return undefined;
  const meters = metersBetween(stops, from, to);
  return { to, meters, seconds: stated ?? walkSeconds(meters) };
}

function metersBetween({ latitudes, longitudes }: Feed['stops'], from: number, to: number): number {
  return 1000 * distance(at(longitudes, from), at(latitudes, from), at(longitudes, to), at(latitudes, to));
}

/** Stop -> stop -> least seconds, with stations of transfers.txt written out as their platforms. */
function statedTransfers({ stops, transfers }: Feed) {
  const stated = new Map<number, Map<number, number | typeof notPossible>>();
  const platforms = (row: number) => {
    const children = rowsOf(stops.children, row);
    return children.length > 0 ? children : [row];
  };
  for (const { from, to, type, minSeconds } of transfers) {
    for (const start of platforms(from)) {
      const ends = stated.get(start) ?? new Map<number, number | typeof notPossible>();
      stated.set(start, ends);
      for (const end of platforms(to)) {
        if (type === 3) ends.set(end, notPossible);
        else ends.set(end, minSeconds ?? walkSeconds(metersBetween(stops, start, end)));
      }
    }
  }
  return stated;
}
