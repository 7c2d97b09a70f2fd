import type { Day } from '../gtfs/date.ts';
import type { Groups } from './columns.ts';
import type { IdTable } from './id-table.ts';
import type { RepeatedTexts, TextColumn } from './text-column.ts';

/** An `agency` of GTFS. The graph calls it an operator, because an agency there is a government body. */
export interface Operator {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly phone: string | null;
  readonly timezone: string;
}

/** `location_type` of stops.txt. */
export const locationType = { stop: 0, station: 1, entrance: 2, node: 3, boardingArea: 4 } as const;

export interface StopTable {
  readonly ids: IdTable;
  readonly names: TextColumn;
  readonly codes: TextColumn;
  readonly platforms: TextColumn;
  readonly zones: TextColumn;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly kinds: Uint8Array;
  readonly wheelchair: Uint8Array;
  /** `stop_access`: 1 if the stop is reached from the street and not by pathways. */
  readonly access: Uint8Array;
  /** `level_id` of levels.txt; empty for none. */
  readonly levels: TextColumn;
  /** Row of the parent station, or -1. */
  readonly parents: Int32Array;
  /** Station row -> rows of its platforms. */
  readonly children: Groups;
}

export interface Route {
  readonly id: string;
  readonly operator: number;
  readonly shortName: string;
  readonly longName: string;
  readonly type: number;
  readonly color: string | null;
  readonly textColor: string | null;
  /** `network_id` of routes.txt, which Fares V2 refer to. */
  readonly network: string | null;
}

export interface TripTable {
  readonly ids: IdTable;
  /** `trip_id` of the file; differs from the id if a headway expands the trip to several runs. */
  readonly sourceIds: TextColumn;
  readonly routes: Int32Array;
  readonly services: Int32Array;
  readonly directions: Int8Array;
  readonly headsigns: RepeatedTexts;
  readonly wheelchair: Uint8Array;
  /** Rows of shapes, or -1. */
  readonly shapes: Int32Array;
  /** Number of the block (`block_id`), or -1. */
  readonly blocks: Int32Array;
}

/** Precision of a time: as stated, interpolated or marked approximate, or one sample of a headway. */
export const timePrecision = { exact: 0, approximate: 1, headway: 2 } as const;

/** Headsigns of stop times that differ from the trip's: few distinct texts for many stop times. */
export interface StopHeadsigns {
  readonly texts: readonly string[];
  /** Stop time row -> index of the text, or -1; empty if no stop time has one. */
  readonly of: Int32Array;
}

/** All stop times, grouped by trip in the order of travel. */
export interface StopTimeTable {
  /** Trip t has the rows `offsets[t]` to `offsets[t + 1]`, exclusive. */
  readonly offsets: Int32Array;
  readonly trips: Int32Array;
  readonly stops: Int32Array;
  readonly sequences: Int32Array;
  /** Seconds after noon minus 12 h of the service day. */
  readonly arrivals: Int32Array;
  readonly departures: Int32Array;
  /** `pickup_type` and `drop_off_type`: 0 regular, 1 none, 2 by phone, 3 by agreement with the driver. */
  readonly pickups: Uint8Array;
  readonly dropOffs: Uint8Array;
  /** A value of {@link timePrecision}. */
  readonly precisions: Uint8Array;
  readonly headsigns: StopHeadsigns;
  /** The latest arrival or departure: the length of a service day. */
  readonly latest: number;
}

export interface Fare {
  readonly id: string;
  /** As in the feed, e.g. `2.00`: money never becomes a floating-point number. */
  readonly price: string;
  readonly currency: string;
  /** Maximum number of transfers; `null` for unlimited. */
  readonly transfers: number | null;
  readonly transferSeconds: number | null;
  readonly paidBeforeBoarding: boolean;
}

export interface FareRule {
  readonly fare: number;
  readonly route: number | null;
  readonly origin: string | null;
  readonly destination: string | null;
  /** A zone that the journey passes; it must pass those of all rules of the fare, and no others. */
  readonly contains: string | null;
}

/** Transfers between stops or stations (transfers.txt), in columns, because they go to other threads. */
export interface TransferTable {
  /** Stop rows. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 3 means that no transfer is possible here. */
  readonly types: Int32Array;
  /** Minimum seconds, or -1 if none are stated. */
  readonly minSeconds: Int32Array;
}

/** A transfer between two trips: 4 to stay aboard, 5 not to. */
export interface TripTransfer {
  readonly from: number;
  readonly to: number;
  readonly type: number;
}

export interface FeedInfo {
  readonly publisher: string | null;
  readonly version: string | null;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
}
