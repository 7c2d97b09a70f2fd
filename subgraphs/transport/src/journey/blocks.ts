import { at, intAt } from '../feed/columns.ts';
import type { PlanningTables } from './planning-tables.ts';

/** Trips that one vehicle runs in succession, so that passengers can stay aboard. */
export interface Blocks {
  /** Trip row -> the trip that follows, or -1. */
  readonly next: Int32Array;
  /** Trip row -> the trip before, or -1. */
  readonly previous: Int32Array;
  /** Trip row -> pattern row. */
  readonly patternOf: Int32Array;
}

/** Types of transfers.txt between two trips. */
const [inSeat, notInSeat] = [4, 5];

/**
 * Finds pairs of trips between which passengers can stay aboard: of one block and service, the later of which
 * begins at the stop where the earlier ends, or as transfers.txt says. `null` if there are none.
 */
export function findBlocks(tables: PlanningTables): Blocks | null {
  const { blocks, services, tripTransfers, patterns } = tables;
  const next = new Int32Array(services.length).fill(-1);
  const previous = new Int32Array(services.length).fill(-1);
  let links = 0;
  const link = (from: number, to: number) => {
    if (intAt(next, from) !== -1 || intAt(previous, to) !== -1 || !canStay(tables, from, to)) return;
    next[from] = to;
    previous[to] = from;
    links += 1;
  };
  for (const { from, to, type } of tripTransfers) if (type === inSeat) link(from, to);
  const forbidden = new Set(
    tripTransfers.filter(({ type }) => type === notInSeat).map(({ from, to }) => `${from}:${to}`),
  );
  for (const trips of tripsOfBlocks(tables, blocks)) {
    for (const [index, to] of trips.entries()) {
      const from = trips[index - 1];
      if (from !== undefined && !forbidden.has(`${from}:${to}`)) link(from, to);
    }
  }
  if (links === 0) return null;
  const patternOf = new Int32Array(services.length);
  for (let pattern = 0; pattern + 1 < patterns.offsets.length; pattern += 1) {
    for (let place = at(patterns.offsets, pattern); place < at(patterns.offsets, pattern + 1); place += 1) {
      patternOf[intAt(patterns.rows, place)] = pattern;
    }
  }
  return { next, previous, patternOf };
}

/** Trips of each block and service, in order of their first departure. */
function tripsOfBlocks({ services, stopTimes }: PlanningTables, blocks: Int32Array): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  for (let trip = 0; trip < blocks.length; trip += 1) {
    const isUsed = intAt(stopTimes.offsets, trip + 1) - intAt(stopTimes.offsets, trip) > 1;
    if (intAt(blocks, trip) === -1 || !isUsed) continue;
    const key = `${intAt(blocks, trip)}:${intAt(services, trip)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [trip]);
    else group.push(trip);
  }
  const start = (trip: number) => intAt(stopTimes.departures, intAt(stopTimes.offsets, trip));
  for (const trips of groups.values()) trips.sort((one, other) => start(one) - start(other));
  return groups.values();
}

function canStay({ services, stopTimes }: PlanningTables, from: number, to: number): boolean {
  const { offsets, stops, arrivals, departures } = stopTimes;
  const last = intAt(offsets, from + 1) - 1;
  const first = intAt(offsets, to);
  return (
    from !== to &&
    last >= intAt(offsets, from) &&
    first < intAt(offsets, to + 1) &&
    intAt(services, from) === intAt(services, to) &&
    intAt(stops, last) === intAt(stops, first) &&
    intAt(arrivals, last) <= intAt(departures, first)
  );
}
