import { at, sharedBytes } from '../feed/columns.ts';
import { ZoneClock } from '../feed/zone-clock.ts';
import { feedOf, type PlanningTables } from './planning-tables.ts';

/** Time zones of the feeds. The service days of a trip are those of its feed's zone. */
export interface Zones {
  readonly clocks: readonly ZoneClock[];
  /** Row of the clock -> the latest time of a trip there, in seconds of the service day. */
  readonly latest: readonly number[];
  /** Route row -> row of the clock; `null` if there is one zone. */
  readonly ofRoute: Uint8Array | null;
}

export function findZones(tables: Pick<PlanningTables, 'parts' | 'routeCount'>): Zones {
  const names = [...new Set(tables.parts.map(({ timezone }) => timezone))];
  const clocks = names.map((name) => new ZoneClock(name));
  const latest = names.map((name) =>
    Math.max(...tables.parts.filter(({ timezone }) => timezone === name).map((part) => part.latest)),
  );
  if (clocks.length === 1) return { clocks, latest, ofRoute: null };
  const ofRoute = sharedBytes(tables.routeCount).map((_, route) =>
    names.indexOf(at(tables.parts, feedOf(tables, 'firstRoute', route)).timezone),
  );
  return { clocks, latest, ofRoute };
}
