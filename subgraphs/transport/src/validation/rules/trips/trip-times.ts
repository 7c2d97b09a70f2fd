import { at, rowsOf } from '../../../feed/columns.ts';
import { formatGtfsTime } from '../../../gtfs/time.ts';
import type { NoticeCode } from '../../../notices/catalogue.ts';
import type { FeedRule } from '../rule.ts';

/** A trip has times at both ends, goes forward in time, and has each stop_sequence once. */
export const tripTimes: FeedRule = {
  needs: ['stop_times.txt', 'trips.txt'],
  check({ table, stopTimes }, notices) {
    const { arrivals, departures, windowStarts, windowEnds, sequences, lines } = stopTimes;
    const notice = (code: NoticeCode, row: number, field: string, detail: string) =>
      notices.add(code, 'stop_times.txt', at(lines, row), field, detail);
    for (const trip of table('trips.txt').rows()) {
      const rows = rowsOf(stopTimes.ofTrip, trip);
      const edges = rows.length === 0 ? [] : [at(rows, 0), at(rows, rows.length - 1)];
      for (const row of edges) {
        if (at(windowStarts, row) !== -1 || at(windowEnds, row) !== -1) continue;
        if (at(arrivals, row) === -1) notice('missing_trip_edge', row, 'arrival_time', '');
        if (at(departures, row) === -1) notice('missing_trip_edge', row, 'departure_time', '');
      }
      let previous = -1;
      for (const [index, row] of rows.entries()) {
        const [arrival, departure] = [at(arrivals, row), at(departures, row)];
        if ((arrival === -1) !== (departure === -1)) {
          const field = arrival === -1 ? 'departure_time' : 'arrival_time';
          notice('stop_time_with_only_arrival_or_departure_time', row, field, `only ${field}`);
        }
        if (index > 0 && at(sequences, row) === at(sequences, at(rows, index - 1))) {
          notice('duplicate_key', row, 'stop_sequence', `stop_sequence ${at(sequences, row)}`);
        }
        if (arrival !== -1 && previous !== -1 && arrival < at(departures, previous)) {
          const detail = `${formatGtfsTime(arrival)} after ${formatGtfsTime(at(departures, previous))}`;
          notice('stop_time_with_arrival_before_previous_departure_time', row, 'arrival_time', detail);
        }
        if (departure !== -1) previous = row;
      }
    }
  },
};
