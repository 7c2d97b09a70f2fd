import { intAt } from '../../../feed/columns.ts';

/** First and last on-demand `stop_sequence` of a trip. */
export interface OnDemandPart {
  readonly first: number;
  readonly last: number;
}

/** Trip -> its on-demand part. */
export type OnDemandParts = ReadonlyMap<number, OnDemandPart>;

/**
 * Untimed stops between an on-demand part and a timed stop. GTFS-Flex allows them, but their times cannot be
 * interpolated.
 */
export function untimedEdges(
  parts: OnDemandParts,
  trips: Int32Array,
  sequences: Int32Array,
  arrivals: Int32Array,
): number[] {
  if (parts.size === 0) return [];
  const timed = new Map<number, OnDemandPart>();
  for (const [row, trip] of trips.entries()) {
    if (!parts.has(trip) || intAt(arrivals, row) === -1) continue;
    const sequence = intAt(sequences, row);
    const { first, last } = timed.get(trip) ?? { first: sequence, last: sequence };
    timed.set(trip, { first: Math.min(first, sequence), last: Math.max(last, sequence) });
  }
  const untimed: number[] = [];
  for (const [row, trip] of trips.entries()) {
    const part = parts.get(trip);
    if (part === undefined || intAt(arrivals, row) !== -1) continue;
    const { first, last } = timed.get(trip) ?? { first: Number.POSITIVE_INFINITY, last: -1 };
    const sequence = intAt(sequences, row);
    if ((sequence < first && part.first < first) || (sequence > last && part.last > last)) untimed.push(row);
  }
  return untimed;
}
