import type { SelectedRow, SelectionSummary } from '../../observations/selection-reader.ts';
import type { RegionGeometries } from '../../regions/geometry/region-geometries.ts';
import type { ChartDrawer } from '../downloads/charts/chart-thread.ts';
import type { MessageHeader } from '../message.ts';
import type { DataQuery } from '../request/data-query.ts';
import type { Labels } from './labels.ts';

/** A data message to write: everything that is known before the rows are read, and the rows in pages. */
export interface DataMessage {
  readonly query: DataQuery;
  readonly summary: SelectionSummary;
  readonly labels: Labels;
  readonly header: MessageHeader;
  /** Outlines of regions; null if none are loaded. */
  readonly geometries: RegionGeometries | null;
  readonly charts: ChartDrawer;
  /** The rows in pages; each call reads them again. */
  readonly pages: () => AsyncIterable<readonly SelectedRow[]>;
  /** Parameters of the media type. */
  readonly options: ReadonlyMap<string, string>;
}

/** Writes a message piece by piece. */
export type DataWriter = (message: DataMessage) => AsyncIterable<string | Uint8Array>;
