import { at } from '../../../feed/columns.ts';
import type { LoadReport } from '../../load-report.ts';

interface TripTimes {
  /** Line of a row in the file. */
  readonly lineOf: (row: number) => number;
  readonly sequences: Int32Array;
  readonly arrivals: Int32Array;
  readonly departures: Int32Array;
}

/**
 * Validates the times of one trip, rows `begin` to `end`, and interpolates missing ones evenly, as GTFS
 * allows.
 */
export function completeTimes(
  times: TripTimes,
  begin: number,
  end: number,
  file: string,
  report: LoadReport,
): void {
  if (end - begin === 0) return;
  for (const edge of [begin, end - 1]) {
    if (at(times.arrivals, edge) === -1) {
      const message = 'the first and last stop of a trip need times';
      report.error('missing_trip_edge', file, times.lineOf(edge), 'arrival_time', message);
      return;
    }
  }
  let timed = begin;
  for (let row = begin; row < end; row += 1) {
    if (row > begin && at(times.sequences, row) === at(times.sequences, row - 1)) {
      const message = 'the trip has this sequence number twice';
      report.error('duplicate_key', file, times.lineOf(row), 'stop_sequence', message);
    }
    if (at(times.arrivals, row) === -1) continue;
    if (row > begin && at(times.arrivals, row) < at(times.departures, timed)) {
      const message = 'arrives before it departs from the previous stop';
      const code = 'stop_time_with_arrival_before_previous_departure_time';
      report.error(code, file, times.lineOf(row), 'arrival_time', message);
    }
    if (at(times.departures, row) < at(times.arrivals, row)) {
      const message = 'departs before it arrives';
      report.error('start_and_end_range_out_of_order', file, times.lineOf(row), 'departure_time', message);
    }
    interpolate(times, timed, row);
    timed = row;
  }
}

function interpolate({ arrivals, departures }: TripTimes, from: number, to: number): void {
  const start = at(departures, from);
  const step = (at(arrivals, to) - start) / (to - from);
  for (let row = from + 1; row < to; row += 1) {
    arrivals[row] = Math.round(start + step * (row - from));
    departures[row] = at(arrivals, row);
  }
}
