import { at, intAt } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { Area } from '../realtime/vehicles/vehicle-index.ts';
import { lineOfTrip } from '../shapes/lines.ts';
import type { Point } from '../shapes/polyline.ts';
import { degree, type ShapeTable } from '../shapes/shape-table.ts';

/** A line of a route on the map. */
export interface MappedLine {
  readonly route: number;
  readonly area: Area;
  readonly points: () => readonly Point[];
}

const linesOfFeeds = new WeakMap<Feed, readonly MappedLine[]>();

/** The different lines of all routes: one for each shape, and for each pattern without one. */
export function mappedLines(feed: Feed): readonly MappedLine[] {
  const known = linesOfFeeds.get(feed) ?? findLines(feed);
  linesOfFeeds.set(feed, known);
  return known;
}

function findLines(feed: Feed): readonly MappedLine[] {
  const lines = new Map<string, MappedLine>();
  for (const [pattern, { route, trips, stops }] of feed.patterns.entries()) {
    const trip = at(trips, 0);
    const shape = intAt(feed.trips.shapes, trip);
    const key = `${route}:${shape === -1 ? `pattern ${pattern}` : shape}`;
    if (lines.has(key)) continue;
    const area = shape === -1 ? areaOfStops(feed, stops) : areaOfShape(feed.shapes, shape);
    lines.set(key, { route, area, points: () => lineOfTrip(feed, trip).points });
  }
  return [...lines.values()];
}

function areaOfStops({ stops }: Feed, rows: Int32Array): Area {
  const area = new GrowingArea();
  for (const row of rows) area.include(at(stops.latitudes, row), at(stops.longitudes, row));
  return area;
}

/** Reads the columns, because a national feed has millions of points. */
function areaOfShape({ offsets, latitudes, longitudes }: ShapeTable, shape: number): Area {
  const area = new GrowingArea();
  for (let row = intAt(offsets, shape); row < intAt(offsets, shape + 1); row += 1) {
    area.include(intAt(latitudes, row) / degree, intAt(longitudes, row) / degree);
  }
  return area;
}

class GrowingArea implements Area {
  minLatitude = Number.POSITIVE_INFINITY;
  minLongitude = Number.POSITIVE_INFINITY;
  maxLatitude = Number.NEGATIVE_INFINITY;
  maxLongitude = Number.NEGATIVE_INFINITY;

  include(latitude: number, longitude: number): void {
    this.minLatitude = Math.min(this.minLatitude, latitude);
    this.minLongitude = Math.min(this.minLongitude, longitude);
    this.maxLatitude = Math.max(this.maxLatitude, latitude);
    this.maxLongitude = Math.max(this.maxLongitude, longitude);
  }
}
