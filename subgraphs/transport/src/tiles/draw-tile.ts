import { geoJSONToTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { TilePlace } from './tile-area.ts';
import type { TileFeature } from './tile-features.ts';

/** Maximum features of a tile and points of its lines, to bound the time to draw it. */
const maxFeatures = 5_000;
const maxPoints = 50_000;

/** A Mapbox Vector Tile (version 2) with one layer; features beyond the maximum are left out. */
export function drawTile(layer: string, features: Iterable<TileFeature>, { z, x, y }: TilePlace): Buffer {
  const drawn: TileFeature[] = [];
  let points = 0;
  for (const feature of features) {
    points += pointsOf(feature);
    if (drawn.length === maxFeatures || points > maxPoints) break;
    drawn.push(feature);
  }
  const tile = geoJSONToTile({ type: 'FeatureCollection', features: drawn }, z, x, y, {
    maxZoom: 24,
    clip: true,
  });
  return Buffer.from(fromGeojsonVt({ [layer]: tile }, { version: 2, extent: 4_096 }));
}

function pointsOf({ geometry }: TileFeature): number {
  if (geometry.type === 'Point') return 1;
  return geometry.coordinates.reduce((sum, part) => sum + part.length, 0);
}
