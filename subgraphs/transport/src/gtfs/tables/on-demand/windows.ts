import type { Row } from '../../row.ts';

/** A stop time of GTFS-Flex as it is in the file: with a window, or in a zone or group. */
export interface RawWindow {
  readonly trip: number;
  readonly sequence: number;
  /** One of these is not empty. */
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
    from: row.time('start_pickup_drop_off_window'),
    to: row.time('end_pickup_drop_off_window'),
    pickup: row.choice('pickup_type', 3, 0),
    dropOff: row.choice('drop_off_type', 3, 0),
    pickupRule: row.text('pickup_booking_rule_id'),
    dropOffRule: row.text('drop_off_booking_rule_id'),
  };
}
