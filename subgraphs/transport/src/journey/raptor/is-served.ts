import { at, intAt } from '../../feed/columns.ts';
import type { Calls } from '../timetable.ts';
import { alightingAt } from './find-trip.ts';
import { never } from './labels.ts';
import { type Layer, layersBetween } from './layers.ts';
import { findRoutes, noRoutes, type Source, zoneOf } from './pattern-routes.ts';
import type { SearchRequest } from './search-request.ts';

/**
 * Whether a trip calls at the destination, or within a walk of it, after the search begins. If the last one
 * has left, a search would look through the whole network in vain.
 */
export function isServed(source: Source, request: SearchRequest): boolean {
  const { destination, direction, layers, time } = request;
  const { offsets, stops } = direction.footpathsTo;
  const callsAt = [source.timetable.callsAt, source.overlay?.callsAt ?? null].filter(
    (calls) => calls !== null,
  );
  const days = layersBetween(layers, direction.sign, time, never);
  const isStopServed = (stop: number) =>
    callsAt.some((calls) => hasTrips(source, request, calls, days, stop));
  if (destination.walks?.stops.some(isStopServed) === true) return true;
  return destination.stops.some(
    (stop) =>
      isStopServed(stop) || stops.subarray(intAt(offsets, stop), intAt(offsets, stop + 1)).some(isStopServed),
  );
}

function hasTrips(
  source: Source,
  { direction, time }: SearchRequest,
  { offsets, patterns, calls }: Calls,
  layers: readonly (readonly Layer[])[],
  stop: number,
): boolean {
  const { sign } = direction;
  const range = { routes: noRoutes, begin: 0, end: 0 };
  for (let row = intAt(offsets, stop); row < intAt(offsets, stop + 1); row += 1) {
    const pattern = intAt(patterns, row);
    for (const layer of at(layers, zoneOf(source, pattern))) {
      findRoutes(range, source, layer, pattern);
      const { rows, offsets: trips } = range.routes;
      for (let route = range.begin; route < range.end; route += 1) {
        const [begin, end] = [intAt(trips, route), intAt(trips, route + 1)];
        if (begin === end) continue;
        const last = intAt(rows, sign === 1 ? end - 1 : begin);
        if (sign * (alightingAt(direction, last, intAt(calls, row)) + layer.shift) >= time) return true;
      }
    }
  }
  return false;
}
