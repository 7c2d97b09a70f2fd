import { at } from '../../feed/columns.ts';
import type { RowLookup } from '../../feed/id-table.ts';
import type { StopTimeUpdate } from '../message/feed-message.ts';
import type { RealtimeProblemCode } from '../problems.ts';

/** Calls of one trip: their `stop_sequence` and stop row. */
export interface Calls {
  readonly sequences: Int32Array;
  readonly stops: Int32Array;
}

/**
 * Finds the call of each stop time update: by `stop_sequence`, unless that is at another stop, else by the
 * next call at its stop.
 *
 * @returns the update per call; of two for the same call, the last one
 */
export function updatesByCall(
  { sequences, stops }: Calls,
  updates: readonly StopTimeUpdate[],
  stopIndex: RowLookup,
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
    const bySequence =
      stopSequence === undefined ? -1 : from(next, (call) => at(sequences, call) === stopSequence);
    const stop = stopId === undefined ? undefined : stopIndex.get(stopId);
    if (bySequence !== -1 && (stop === undefined || at(stops, bySequence) === stop)) return bySequence;
    if (bySequence !== -1) report('E045');
    // Numbers are counted anew more often than stops are mistaken; an unknown stop may be another platform.
    const byStop = stop === undefined ? -1 : from(next, (call) => at(stops, call) === stop);
    const call = byStop === -1 ? bySequence : byStop;
    if (call === -1) report(problemOf(stopSequence, stopId, stop));
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

function problemOf(
  sequence: number | undefined,
  stopId: string | undefined,
  stop: number | undefined,
): RealtimeProblemCode {
  if (sequence === undefined && stopId === undefined) return 'E040';
  return stopId !== undefined && stop === undefined ? 'E011' : 'E051';
}
