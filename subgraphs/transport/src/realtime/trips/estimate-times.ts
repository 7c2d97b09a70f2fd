import { intAt } from '../../feed/columns.ts';
import type { StopTimeTable } from '../../feed/tables.ts';
import type { StopTimeEvent } from '../message/feed-message.ts';
import type { RealtimeProblemCode } from '../problems.ts';
import type { CallUpdates } from './call-updates.ts';
import type { RunTimes } from './run-times.ts';
import { callState, unknownTime } from './trip-run.ts';

/** Scheduled times of a run: those of the timetable from a row on. */
export interface Schedule {
  /** When the service day begins. */
  readonly start: number;
  readonly stopTimes: StopTimeTable;
  readonly first: number;
  /** Seconds by which the run starts later than the timetable says. */
  readonly shift: number;
}

/** No delay is known; no delay is that long. */
const noDelay = unknownTime;
const maxDelay = 14 * 86_400;

/**
 * Estimates the times of every call. A delay applies to the following calls up to the next update; `SKIPPED`
 * lets it pass, `NO_DATA` ends it (GTFS Realtime, "Trip Updates").
 *
 * @param tripDelay delay of the whole trip, up to the first update
 * @param times zeros, which are replaced
 */
export function estimateTimes(
  { start, stopTimes, first, shift }: Schedule,
  updates: CallUpdates,
  tripDelay: number | undefined,
  { arrivals, departures, calls }: RunTimes,
  report: (code: RealtimeProblemCode) => void,
): void {
  let delay = tripDelay ?? noDelay;
  for (let call = 0; call < calls.length; call += 1) {
    const arrival = intAt(stopTimes.arrivals, first + call) + shift;
    const departure = intAt(stopTimes.departures, first + call) + shift;
    const update = updates.at(call);
    const relationship = update?.scheduleRelationship;
    arrivals[call] = unknownTime;
    departures[call] = unknownTime;
    if (relationship === 'SKIPPED') {
      calls[call] = callState.skipped;
      continue;
    }
    let arrivalDelay = delay;
    if (relationship === 'NO_DATA') delay = noDelay;
    else if (update !== undefined) {
      const early = reportedDelay(update.arrival, start + arrival);
      const late = reportedDelay(update.departure, start + departure);
      // A departure alone says nothing of the arrival, except at the first stop.
      if (early !== noDelay) arrivalDelay = early;
      else if (call === 0) arrivalDelay = late;
      delay = late === noDelay ? early : late;
      if (delay === noDelay) report('E043');
    }
    if (delay === noDelay) continue;
    calls[call] = callState.estimated;
    departures[call] = departure + delay;
    // A vehicle that catches up at a stop cannot have left before it came.
    if (arrivalDelay !== noDelay) arrivals[call] = Math.min(arrival + arrivalDelay, departure + delay);
  }
}

/** An absolute time takes precedence over a delay. */
function reportedDelay(event: StopTimeEvent | undefined, scheduled: number): number {
  if (event === undefined) return noDelay;
  const { time, delay = noDelay } = event;
  const difference = time !== undefined && time > 0 ? time - scheduled : delay;
  // Nobody is more than two weeks late; larger numbers are milliseconds or garbage.
  return Math.abs(difference) <= maxDelay ? difference : noDelay;
}
