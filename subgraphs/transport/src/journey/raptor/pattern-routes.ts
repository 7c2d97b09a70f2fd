import { byteAt, intAt } from '../../feed/columns.ts';
import type { Overlay } from '../realtime/overlay.ts';
import { callCountOf, firstRowOf, type Timetable } from '../timetable.ts';
import type { Layer } from './layers.ts';
import type { Path, RaptorRouteRows } from './scan-route.ts';

/** A timetable with its real-time information, if there is any. */
export interface Source {
  readonly timetable: Timetable;
  readonly overlay: Overlay | null;
}

/** RAPTOR routes `begin` to `end`, exclusive, of one pattern on one service day. */
export interface RouteRange {
  routes: RaptorRouteRows;
  begin: number;
  end: number;
}

export const noRoutes: RaptorRouteRows = { offsets: new Int32Array(1), rows: new Int32Array() };

/** Reads the RAPTOR routes of a pattern on a day: those of real-time information replace the timetable's. */
export function findRoutes(
  range: RouteRange,
  { timetable, overlay }: Source,
  layer: Layer,
  pattern: number,
): void {
  const group = layer.groups === null ? -1 : intAt(layer.groups, pattern);
  const isReplaced = group !== -1 && overlay !== null;
  const isPlanned = !isReplaced && pattern < timetable.patternCount && layer.routes !== null;
  const first = isReplaced ? overlay.groups : timetable.raptorRoutes.ofPattern;
  const row = isReplaced ? group : pattern;
  range.routes = isReplaced ? overlay.raptorRoutes : (layer.routes ?? noRoutes);
  range.begin = isReplaced || isPlanned ? intAt(first, row) : 0;
  range.end = isReplaced || isPlanned ? intAt(first, row + 1) : 0;
}

/** Route row of a pattern. */
export function routeOf({ timetable, overlay }: Source, pattern: number): number {
  const { patternCount, tables } = timetable;
  if (pattern < patternCount || overlay === null) return intAt(tables.routes, pattern);
  return intAt(overlay.extraRoutes, pattern - patternCount);
}

/** Time zone of a pattern, as a row of the layers. */
export function zoneOf(source: Source, pattern: number): number {
  const { ofRoute } = source.timetable.zones;
  return ofRoute === null ? 0 : byteAt(ofRoute, routeOf(source, pattern));
}

/** Reads the stops of a pattern. */
export function findPath(path: Path, { timetable, overlay }: Source, pattern: number): void {
  const { patternCount, tables } = timetable;
  if (pattern < patternCount || overlay === null) {
    path.stops = tables.stopTimes.stops;
    path.begin = firstRowOf(tables, pattern);
    path.calls = callCountOf(tables, pattern);
  } else {
    path.stops = overlay.runs.calls.stops;
    path.begin = intAt(overlay.extraCalls, pattern - patternCount);
    path.calls = intAt(overlay.extraLengths, pattern - patternCount);
  }
}
