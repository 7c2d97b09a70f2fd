import { intAt } from '../../feed/columns.ts';
import type { StopTimeTable } from '../../feed/tables.ts';
import type { StopTimeEvent } from '../message/feed-message.ts';
import type { RealtimeProblemCode } from '../problems.ts';
import type { CallUpdates } from './call-updates.ts';
import { callState, type TripRun, unknownTime } from './trip-run.ts';

/** Scheduled times of a run: those of the timetable from `row` on. */
export interface Schedule {
  /** When the service day begins. */
  readonly start: number;
  readonly stopTimes: StopTimeTable;
  readonly row: number;
  /** Seconds by which the run starts later than the timetable says. */
  readonly shift: number;
}

/** Marks that no delay is known: it is outside of what a delay may be. */
const unknownDelay = unknownTime;
const maxDelay = 14 * 86_400;

/**
 * Estimates the times of every call. A delay applies to the following calls up to the next update; `SKIPPED`
 * lets it pass, `NO_DATA` ends it (GTFS Realtime, "Trip Updates").
 *
 * @param tripDelay delay of the whole trip, up to the first update
 * @param run whose estimates are zeros, which are replaced
 */
export function estimateTimes(
  { start, stopTimes, row, shift }: Schedule,
  updates: CallUpdates,
  tripDelay: number | undefined,
  { estimates, first, calls }: Pick<TripRun, 'estimates' | 'first' | 'calls'>,
  report: (code: RealtimeProblemCode) => void,
): void {
  const { arrivals, departures, states } = estimates;
  let delay = tripDelay ?? unknownDelay;
  for (let call = 0; call < calls; call += 1) {
    const arrival = intAt(stopTimes.arrivals, row + call) + shift;
    const departure = intAt(stopTimes.departures, row + call) + shift;
    const update = updates.at(call);
    const relationship = update?.scheduleRelationship;
    arrivals[first + call] = unknownTime;
    departures[first + call] = unknownTime;
    if (relationship === 'SKIPPED') {
      states[first + call] = callState.skipped;
      continue;
    }
    let arrivalDelay = delay;
    if (relationship === 'NO_DATA') delay = unknownDelay;
    else if (update !== undefined) {
      const early = reportedDelay(update.arrival, start + arrival);
      const late = reportedDelay(update.departure, start + departure);
      // A departure alone says nothing of the arrival, except at the first stop.
      if (early !== unknownDelay) arrivalDelay = early;
      else if (call === 0) arrivalDelay = late;
      delay = late === unknownDelay ? early : late;
      if (delay === unknownDelay) report('E043');
    }
    if (delay === unknownDelay) continue;
    states[first + call] = callState.estimated;
    departures[first + call] = departure + delay;
    // A vehicle that catches up at a stop cannot have left before it came.
    if (arrivalDelay !== unknownDelay)
      arrivals[first + call] = Math.min(arrival + arrivalDelay, departure + delay);
  }
}

/** An absolute time takes precedence over a delay. */
function reportedDelay(event: StopTimeEvent | undefined, scheduled: number): number {
  if (event === undefined) return unknownDelay;
  const { time, delay = unknownDelay } = event;
  const difference = time !== undefined && time > 0 ? time - scheduled : delay;
  // Nobody is more than two weeks late; larger numbers are milliseconds or garbage.
  return Math.abs(difference) <= maxDelay ? difference : unknownDelay;
}
