import type { Day } from '../gtfs/date.ts';
import { at, byteAt, type Groups, groupRows, intAt } from './columns.ts';
import type { Feed } from './feed.ts';
import { asSlice, inSlices } from './slices.ts';
import type { StopTimeTable } from './tables.ts';
import type { Instant } from './zone-clock.ts';

/** A vehicle leaving a stop on one service day. */
export interface ScheduledDeparture {
  readonly feed: Feed;
  readonly stopTime: number;
  readonly serviceDay: Day;
  readonly at: Instant;
}

const notAvailable = 1;

/** Sorts boardable stop times by stop and time. Excludes the last stop of a trip and `pickup_type` 1. */
export async function indexDepartures(stopTimes: StopTimeTable, stops: number): Promise<Groups> {
  const { departures } = stopTimes;
  const boardableStop = stopTimes.stops.map((stop, row) => {
    const isLast = row + 1 === intAt(stopTimes.offsets, intAt(stopTimes.trips, row) + 1);
    return isLast || byteAt(stopTimes.pickups, row) === notAvailable ? -1 : stop;
  });
  const groups = await asSlice(() => groupRows(boardableStop, stops));
  await inSlices(stops, (stop) => {
    sortRows(groups.rows.subarray(intAt(groups.offsets, stop), intAt(groups.offsets, stop + 1)), departures);
  });
  return groups;
}

/** Rows fit 31 bits and seconds 22, so that both fit one number, and sorting needs no function. */
const rowBits = 2 ** 31;

/** Sorts rows by their key, then by row. */
function sortRows(rows: Int32Array, keys: Int32Array): void {
  const packed = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const row = intAt(rows, place);
    packed[place] = intAt(keys, row) * rowBits + row;
  }
  packed.sort();
  for (let place = 0; place < rows.length; place += 1) rows[place] = (packed[place] ?? 0) % rowBits;
}

/** Cursor over the departures of one stop on one service day. */
interface Board {
  readonly day: Day;
  readonly start: Instant;
  readonly active: Uint8Array;
  readonly end: number;
  next: number;
  /** Instant of the departure at `next`; infinity at the end. */
  at: Instant;
}

/**
 * Yields departures of some stops from `from` to `until` (exclusive) in time order.
 *
 * Several service days overlap: trips of the evening before run past 24:00, and when clocks go forward, noon
 * minus 12 h lies before midnight.
 */
export function* departuresBetween(
  feed: Feed,
  stops: Iterable<number>,
  from: Instant,
  until: Instant,
): Generator<ScheduledDeparture> {
  const boards = openBoards(feed, stops, from, until);
  for (;;) {
    let soonest: Board | undefined;
    for (const board of boards) {
      if (board.at < (soonest?.at ?? until)) soonest = board;
    }
    if (soonest === undefined) return;
    yield {
      feed,
      stopTime: at(feed.departures.rows, soonest.next),
      serviceDay: soonest.day,
      at: soonest.at,
    };
    soonest.next += 1;
    settle(feed, soonest);
  }
}

function openBoards(feed: Feed, stops: Iterable<number>, from: Instant, until: Instant): Board[] {
  const { clock, calendar, departures } = feed;
  const boards: Board[] = [];
  const slack = 3600;
  const firstDay = clock.dayOf(from - feed.stopTimes.latest - slack);
  const lastDay = clock.dayOf(until + slack);
  for (let day = firstDay; day <= lastDay; day += 1) {
    const active = calendar.activeOn(day);
    if (!active.includes(1)) continue;
    const start = clock.serviceDayStart(day);
    for (const stop of stops) {
      const end = at(departures.offsets, stop + 1);
      const next = firstAtOrAfter(feed, at(departures.offsets, stop), end, from - start);
      const board: Board = { day, start, active, end, next, at: 0 };
      settle(feed, board);
      boards.push(board);
    }
  }
  return boards;
}

/** Advances to the next stop time whose service runs on the board's day. */
function settle({ stopTimes, trips, departures }: Feed, board: Board): void {
  for (; board.next < board.end; board.next += 1) {
    const row = at(departures.rows, board.next);
    if (at(board.active, at(trips.services, at(stopTimes.trips, row))) === 1) {
      board.at = board.start + at(stopTimes.departures, row);
      return;
    }
  }
  board.at = Number.POSITIVE_INFINITY;
}

/** Binary search for the first departure at or after `seconds` in a stop's part of the index. */
function firstAtOrAfter(
  { stopTimes, departures }: Feed,
  begin: number,
  end: number,
  seconds: number,
): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(stopTimes.departures, at(departures.rows, middle)) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}
