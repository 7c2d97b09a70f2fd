import type { Archive } from '../../../archive/archive.ts';
import { rowsOf } from '../../../feed/columns.ts';
import { locationType, type Route, type StopTable } from '../../../feed/tables.ts';
import type { LoadReport } from '../../load-report.ts';
import { readOptional } from '../read-optional.ts';

const networkShape = { file: 'networks.txt', columns: ['network_id'] };
const routeNetworkShape = { file: 'route_networks.txt', columns: ['network_id', 'route_id'] };

/** Areas of a stop whose fares are compared; stops are in a few. */
const maxAreas = 100;

/** Network of each route, from routes.txt or route_networks.txt. */
export async function readNetworks(
  archive: Archive,
  report: LoadReport,
  routes: readonly Route[],
  routeIndex: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  const networks = routes.map(({ network }) => network ?? '');
  const ids = new Map<string, number>();
  await readOptional(archive, networkShape, report, (row) => {
    ids.set(row.uniqueId('network_id', ids), ids.size);
  });
  await readOptional(archive, routeNetworkShape, report, (row) => {
    const route = row.reference('route_id', routeIndex, 'routes.txt');
    row.reference('network_id', ids, networkShape.file);
    if (route !== -1) networks[route] = row.text('network_id');
  });
  return networks;
}

/** Areas of stops: a platform without areas of its own has those of its station (stop_areas.txt). */
export function areasOfStops(
  stops: StopTable,
  areas: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  for (const [area, members] of areas) {
    for (const stop of members) {
      const others = found.get(stop);
      if (others === undefined) found.set(stop, [area]);
      else if (others.length < maxAreas) others.push(area);
    }
  }
  for (const [place, own] of [...found]) {
    if (stops.kinds[place] !== locationType.station) continue;
    for (const platform of rowsOf(stops.children, place)) {
      if (!found.has(platform)) found.set(platform, own);
    }
  }
  return found;
}
