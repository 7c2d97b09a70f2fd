import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import pointInPolygon from 'point-in-polygon-hao';
import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, quantile, simplify } from 'topojson-simplify';
import type { Objects, Topology } from 'topojson-specification';
import { geometrySchema, polygonsOf, type RegionGeometry } from './geometry-schema.ts';

/** How exactly an outline is drawn. */
export type GeometryDetail = 'FULL' | 'MEDIUM' | 'LOW';

/** Share of the points that are kept: those that change the outline most (Visvalingam). */
const kept = { MEDIUM: 0.25, LOW: 0.05 } as const;

const details = ['FULL', 'MEDIUM', 'LOW'] as const satisfies readonly GeometryDetail[];

type Bounds = readonly [west: number, south: number, east: number, north: number];

interface Outline {
  readonly geometry: RegionGeometry;
  readonly bounds: Bounds;
}

/** Outlines of regions in three levels of detail; neighbours share their border at each. */
export class RegionGeometries {
  readonly #full: ReadonlyMap<string, Outline>;
  readonly #sizes: Readonly<Record<GeometryDetail, ReadonlyMap<string, number>>>;
  readonly #simplified: Readonly<Record<'MEDIUM' | 'LOW', ReadonlyMap<string, RegionGeometry>>>;

  constructor(byCode: ReadonlyMap<string, RegionGeometry>) {
    this.#full = new Map([...byCode].map(([code, geometry]) => [code, outlineOf(geometry)]));
    this.#simplified = simplifiedOf(byCode);
    this.#sizes = {
      FULL: sizesOf(byCode),
      MEDIUM: sizesOf(this.#simplified.MEDIUM),
      LOW: sizesOf(this.#simplified.LOW),
    };
  }

  get(code: string, detail: GeometryDetail): RegionGeometry | undefined {
    return detail === 'FULL' ? this.#full.get(code)?.geometry : this.#simplified[detail].get(code);
  }

  /** The most detailed outlines within a maximum of positions together; the least detailed if none is. */
  detailFor(codes: readonly string[], maximumPositions: number): GeometryDetail {
    const sizeOf = (detail: GeometryDetail) =>
      codes.reduce((sum, code) => sum + (this.#sizes[detail].get(code) ?? 0), 0);
    return details.find((detail) => sizeOf(detail) <= maximumPositions) ?? 'LOW';
  }

  /** Codes of the regions that contain a point; a point on a border is in both. */
  at(longitude: number, latitude: number): readonly string[] {
    return [...this.#full].flatMap(([code, { geometry, bounds }]) => {
      const [west, south, east, north] = bounds;
      if (longitude < west || longitude > east || latitude < south || latitude > north) return [];
      const isInside = polygonsOf(geometry).some(
        (polygon) => pointInPolygon([longitude, latitude], polygon) !== false,
      );
      return isInside ? [code] : [];
    });
  }
}

function outlineOf(geometry: RegionGeometry): Outline {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [longitude, latitude] of polygonsOf(geometry).flat(2)) {
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return { geometry, bounds: [west, south, east, north] };
}

function sizesOf(byCode: ReadonlyMap<string, RegionGeometry>): ReadonlyMap<string, number> {
  return new Map([...byCode].map(([code, geometry]) => [code, polygonsOf(geometry).flat(2).length]));
}

function simplifiedOf(byCode: ReadonlyMap<string, RegionGeometry>) {
  const collection: FeatureCollection<Polygon | MultiPolygon> = {
    type: 'FeatureCollection',
    features: [...byCode].map(([id, geometry]) => ({ type: 'Feature', id, properties: {}, geometry })),
  };
  const weighted = presimplify(topology({ regions: collection }) as Topology<Objects<object>>);
  const withDetail = (share: number): ReadonlyMap<string, RegionGeometry> => {
    const simple = simplify(weighted, quantile(weighted, share));
    const { regions } = simple.objects;
    if (regions?.type !== 'GeometryCollection') return byCode;
    const { features } = feature(simple, regions);
    return new Map(
      features.flatMap(({ id, geometry }) => {
        const parsed = geometrySchema.safeParse(geometry);
        // A region that would vanish stays as it is.
        return id === undefined
          ? []
          : [[String(id), parsed.success ? parsed.data : (byCode.get(String(id)) ?? outOf(id))]];
      }),
    );
  };
  return { MEDIUM: withDetail(kept.MEDIUM), LOW: withDetail(kept.LOW) };
}

function outOf(id: string | number): never {
  throw new Error(`no region ${id}`);
}
