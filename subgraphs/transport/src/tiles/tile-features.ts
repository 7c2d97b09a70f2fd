import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import { transitMode } from '../graph/enumerations.ts';
import { gtfsId } from '../graph/loaders.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import { clipLine } from './clip-line.ts';
import { mappedLines } from './mapped-lines.ts';
import { stopsWithin } from './mapped-stops.ts';
import { areaOfTile, areasMeet, type TilePlace } from './tile-area.ts';

/** What the features of a tile are drawn from. */
export interface TileSource {
  readonly feed: Feed;
  /** Whether a stop or station is drawn here, and not with another feed that has it too. */
  readonly draws: (row: number) => boolean;
  readonly realtime: RealtimeSnapshot;
}

export interface TileFeature {
  readonly type: 'Feature';
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: [number, number] }
    | { readonly type: 'MultiLineString'; readonly coordinates: [number, number][][] };
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

function* stopFeatures({ feed, draws }: TileSource, place: TilePlace): Iterable<TileFeature> {
  const { ids, kinds, names, latitudes, longitudes } = feed.stops;
  for (const row of stopsWithin(feed, areaOfTile(place))) {
    if (!draws(row)) continue;
    const position = { latitude: at(latitudes, row), longitude: at(longitudes, row) };
    yield pointFeature(position, {
      gtfsId: gtfsId(feed, ids.at(row)),
      name: names.at(row),
      kind: at(kinds, row) === locationType.station ? 'STATION' : 'STOP',
    });
  }
}

function* routeFeatures({ feed }: TileSource, place: TilePlace): Iterable<TileFeature> {
  const area = areaOfTile(place);
  for (const line of mappedLines(feed)) {
    if (!areasMeet(area, line.area)) continue;
    const coordinates = clipLine(line, area);
    if (coordinates.length === 0) continue;
    const { id, shortName, longName, type, color } = at(feed.routes, line.route);
    yield {
      type: 'Feature',
      geometry: { type: 'MultiLineString', coordinates },
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
