import { at } from '../../feed/columns.ts';
import type { StopTimeUpdate } from '../message/feed-message.ts';
import type { RealtimeProblemCode } from '../problems.ts';

/** Calls of one trip: their `stop_sequence` and stop row. */
export interface Calls {
  readonly sequences: Int32Array;
  readonly stops: Int32Array;
}

/**
 * Finds the call of each stop time update: by `stop_sequence`, else by the next call at its stop.
 *
 * @returns the update per call; of two for the same call, the last one
 */
export function updatesByCall(
  { sequences, stops }: Calls,
  updates: readonly StopTimeUpdate[],
  stopIndex: ReadonlyMap<string, number>,
  report: (code: RealtimeProblemCode) => void,
): (StopTimeUpdate | undefined)[] {
  const byCall: (StopTimeUpdate | undefined)[] = new Array(sequences.length);
  let next = 0;
  for (const update of updates) {
    const call = findCall(update);
    if (call === -1) continue;
    if (call < next - 1) report('E002');
    if (byCall[call] !== undefined) report('E036');
    byCall[call] = update;
    next = call + 1;
  }
  return byCall;

  function findCall({ stopSequence, stopId }: StopTimeUpdate): number {
    if (stopSequence !== undefined) {
      const call = from(next, (index) => at(sequences, index) === stopSequence);
      if (call !== -1) return call;
    }
    if (stopId === undefined) {
      report(stopSequence === undefined ? 'E040' : 'E051');
      return -1;
    }
    const stop = stopIndex.get(stopId);
    if (stop === undefined) {
      report('E011');
      return -1;
    }
    const call = from(next, (index) => at(stops, index) === stop);
    if (call === -1) report('E051');
    return call;
  }

  /** Searches from the last call on, where updates in order are found at once. */
  function from(start: number, fits: (call: number) => boolean): number {
    for (let step = 0; step < sequences.length; step += 1) {
      const call = (start + step) % sequences.length;
      if (fits(call)) return call;
    }
    return -1;
  }
}
