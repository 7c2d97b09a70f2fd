import type { Archive } from '../../../archive/archive.ts';
import type { FaresV2 } from '../../../fares-v2/fares-v2.ts';
import type { FeedTables } from '../../../feed/feed-tables.ts';
import type { LoadReport } from '../../load-report.ts';
import { readLegRules, readTimeframes } from './leg-rules.ts';
import { areasOfStops, readNetworks } from './places.ts';
import { readProducts } from './products.ts';
import { readJoinRules, readTransferRules } from './transfer-rules.ts';

interface Tables extends Pick<FeedTables, 'stops' | 'routes' | 'routeIndex' | 'areas'> {
  readonly serviceIndex: ReadonlyMap<string, number>;
}

/** GTFS Fares V2; `null` for a feed without fare_products.txt or fare_leg_rules.txt. */
export async function readFaresV2(
  archive: Archive,
  report: LoadReport,
  { stops, routes, routeIndex, areas, serviceIndex }: Tables,
): Promise<FaresV2 | null> {
  if (!archive.has('fare_products.txt') || !archive.has('fare_leg_rules.txt')) return null;
  const products = await readProducts(archive, report);
  const timeframes = await readTimeframes(archive, report, serviceIndex);
  const legRules = await readLegRules(archive, report, { ...products, timeframes, areas });
  return {
    ...products,
    timeframes,
    legRules,
    transferRules: await readTransferRules(archive, report, { ...products, legRules }),
    joinRules: await readJoinRules(archive, report, stops.ids),
    networks: await readNetworks(archive, report, routes, routeIndex),
    areasOfStop: areasOfStops(stops, areas),
  };
}
