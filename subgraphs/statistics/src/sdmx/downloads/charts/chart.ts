import type { RegionGeometry } from '../../../regions/geometry/geometry-schema.ts';

/** Everything that a chart shows, in one language, as plain data for the thread that draws it. */
interface ChartBase {
  readonly language: 'zh' | 'en';
  readonly title: string;
  /** The codes that all values have in common, the unit, and the period of a map. */
  readonly subtitle: string;
  /** Source and licence. */
  readonly source: string;
  readonly unit: string;
  readonly table: ChartTable;
}

/** The values as text: the alternative to the drawing (WCAG 2.2, 1.1.1). */
export interface ChartTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface LineChart extends ChartBase {
  readonly kind: 'line';
  readonly points: readonly LinePoint[];
}

export interface LinePoint {
  readonly series: string;
  /** Start of the period, in milliseconds since 1970. */
  readonly time: number;
  /** Null breaks the line. */
  readonly value: number | null;
}

export interface RegionMap extends ChartBase {
  readonly kind: 'map';
  readonly regions: readonly MapRegion[];
}

export interface MapRegion {
  readonly name: string;
  readonly geometry: RegionGeometry;
  /** Null without a value, or if it is suppressed. */
  readonly value: number | null;
}

export type Chart = LineChart | RegionMap;
