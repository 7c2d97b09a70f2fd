import { intAt } from '../../feed/columns.ts';
import type { StopTimeEvent, StopTimeUpdate } from '../message/feed-message.ts';
import type { RealtimeProblemCode } from '../problems.ts';
import { callState, type TripRun, unknownTime } from './trip-run.ts';

/** Scheduled times of a run, in seconds of the service day, which begins at `start`. */
export interface Schedule {
  readonly start: number;
  readonly arrivals: Int32Array;
  readonly departures: Int32Array;
}

export type RunTimes = Pick<TripRun, 'arrivals' | 'departures' | 'calls'>;

/**
 * Estimates the times of every call. A delay applies to the following calls up to the next update; `SKIPPED`
 * lets it pass, `NO_DATA` ends it (GTFS Realtime, "Trip Updates").
 *
 * @param tripDelay delay of the whole trip, up to the first update
 */
export function estimateTimes(
  { start, arrivals, departures }: Schedule,
  updates: readonly (StopTimeUpdate | undefined)[],
  tripDelay: number | undefined,
  report: (code: RealtimeProblemCode) => void,
): RunTimes {
  const count = arrivals.length;
  const times: RunTimes = {
    arrivals: new Int32Array(count).fill(unknownTime),
    departures: new Int32Array(count).fill(unknownTime),
    calls: new Uint8Array(count),
  };
  let delay = tripDelay;
  for (let call = 0; call < count; call += 1) {
    const arrival = intAt(arrivals, call);
    const departure = intAt(departures, call);
    const update = updates[call];
    const relationship = update?.scheduleRelationship ?? 'SCHEDULED';
    if (relationship === 'NO_DATA') {
      delay = undefined;
      continue;
    }
    if (relationship === 'SKIPPED') {
      times.calls[call] = callState.skipped;
      continue;
    }
    const early = reportedDelay(update?.arrival, start + arrival);
    const late = reportedDelay(update?.departure, start + departure);
    if (update !== undefined && early === undefined && late === undefined) {
      report('E043');
      delay = undefined;
      continue;
    }
    // A departure alone says nothing of the arrival, except at the first stop.
    const arrivalDelay = early ?? (call === 0 ? late : undefined) ?? delay;
    const departureDelay = late ?? early ?? delay;
    if (departureDelay === undefined) continue;
    times.calls[call] = callState.estimated;
    times.departures[call] = departure + departureDelay;
    if (arrivalDelay !== undefined) {
      // A vehicle that catches up at a stop cannot have left before it came.
      times.arrivals[call] = Math.min(arrival + arrivalDelay, departure + departureDelay);
    }
    delay = departureDelay;
  }
  return times;
}

/** An absolute time takes precedence over a delay. */
function reportedDelay(event: StopTimeEvent | undefined, scheduled: number): number | undefined {
  if (event === undefined) return undefined;
  const { time, delay } = event;
  const difference = time !== undefined && time > 0 ? time - scheduled : delay;
  // Nobody is more than two weeks late; larger numbers are milliseconds or garbage.
  return difference !== undefined && Math.abs(difference) <= maxDelay ? difference : undefined;
}

const maxDelay = 14 * 86_400;
