import type { Row } from '../../row.ts';

/** Columns of a window, then their names in drafts before 2024, which feeds of Berlin and Brandenburg use. */
const startColumns = ['start_pickup_drop_off_window', 'start_pickup_dropoff_window'];
const endColumns = ['end_pickup_drop_off_window', 'end_pickup_dropoff_window'];

/** Columns of GTFS-Flex: they mark a place or time window of on-demand service. */
export const onDemandColumns = ['location_id', 'location_group_id', ...startColumns, ...endColumns];

/** A stop time of GTFS-Flex as it is in the file: with a window, or in a zone or group. */
export interface RawWindow {
  readonly trip: number;
  readonly sequence: number;
  /** One of these is not empty; in a draft, `stop` may name a zone or group. */
  readonly location: string;
  readonly group: string;
  readonly stop: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly pickup: number;
  readonly dropOff: number;
  readonly pickupRule: string;
  readonly dropOffRule: string;
}

export function readWindow(row: Row, trip: number, sequence: number): RawWindow {
  return {
    trip,
    sequence,
    location: row.text('location_id'),
    group: row.text('location_group_id'),
    stop: row.text('stop_id'),
    from: timeIn(row, startColumns),
    to: timeIn(row, endColumns),
    pickup: row.choice('pickup_type', 3, 0),
    dropOff: row.choice('drop_off_type', 3, 0),
    pickupRule: row.text('pickup_booking_rule_id'),
    dropOffRule: row.text('drop_off_booking_rule_id'),
  };
}

function timeIn(row: Row, columns: readonly string[]): number | null {
  const given = columns.find((column) => row.text(column) !== '');
  return given === undefined ? null : row.time(given);
}
