import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import { transitMode } from '../graph/enumerations.ts';
import { gtfsId } from '../graph/loaders.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import { mappedLines } from './mapped-lines.ts';
import { areaOfTile, areasMeet, isWithin, type TilePlace } from './tile-area.ts';

/** What the features of a tile are drawn from. */
export interface TileSource {
  readonly feed: Feed;
  readonly realtime: RealtimeSnapshot;
}

export interface TileFeature {
  readonly type: 'Feature';
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: [number, number] }
    | { readonly type: 'LineString'; readonly coordinates: [number, number][] };
  readonly properties: Readonly<Record<string, string | number>>;
}

export interface TileLayer {
  /** Smallest zoom, below which a tile would have too many features to be read. */
  readonly minZoom: number;
  /** Whether its features depend on real-time information. */
  readonly isLive: boolean;
  readonly features: (source: TileSource, place: TilePlace) => Iterable<TileFeature>;
}

/** Layers by name, as in the path and in the tile. */
export const tileLayers: ReadonlyMap<string, TileLayer> = new Map([
  ['stops', { minZoom: 9, isLive: false, features: stopFeatures }],
  ['routes', { minZoom: 5, isLive: false, features: routeFeatures }],
  ['vehicles', { minZoom: 5, isLive: true, features: vehicleFeatures }],
]);

function* stopFeatures({ feed }: TileSource, place: TilePlace): Iterable<TileFeature> {
  const area = areaOfTile(place);
  const { stops } = feed;
  for (const [row, id] of stops.ids.entries()) {
    const kind = at(stops.kinds, row);
    if (kind !== locationType.stop && kind !== locationType.station) continue;
    const position = { latitude: at(stops.latitudes, row), longitude: at(stops.longitudes, row) };
    if (!isWithin(area, position)) continue;
    const properties = {
      gtfsId: gtfsId(feed, id),
      name: at(stops.names, row),
      kind: kind === locationType.station ? 'STATION' : 'STOP',
    };
    yield pointFeature(position, properties);
  }
}

function* routeFeatures({ feed }: TileSource, place: TilePlace): Iterable<TileFeature> {
  const area = areaOfTile(place);
  for (const { route, area: own, points } of mappedLines(feed)) {
    if (!areasMeet(area, own)) continue;
    const { id, shortName, longName, type, color } = at(feed.routes, route);
    yield {
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: points().map(([x, y]) => [x, y]) },
      properties: {
        gtfsId: gtfsId(feed, id),
        name: shortName === '' ? longName : shortName,
        mode: transitMode(type),
        ...(color !== null && { color: `#${color}` }),
      },
    };
  }
}

function* vehicleFeatures({ feed, realtime }: TileSource, place: TilePlace): Iterable<TileFeature> {
  for (const vehicle of realtime.vehicles.within(areaOfTile(place))) {
    const { id, message, route, timestamp } = vehicle;
    const bearing = message.position?.bearing;
    yield pointFeature(vehicle, {
      vehicleId: id,
      timestamp,
      ...(route !== null && { route: gtfsId(feed, at(feed.routes, route).id) }),
      ...(message.vehicle?.label && { label: message.vehicle.label }),
      // A tile has no room for numbers above 2^64.
      ...(bearing !== undefined && bearing >= 0 && bearing <= 360 && { bearing }),
    });
  }
}

function pointFeature(
  { longitude, latitude }: { readonly longitude: number; readonly latitude: number },
  properties: TileFeature['properties'],
): TileFeature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [longitude, latitude] }, properties };
}
