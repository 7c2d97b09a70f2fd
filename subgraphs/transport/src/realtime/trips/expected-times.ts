import { intAt } from '../../feed/columns.ts';
import { callState, type TripRun, unknownTime } from './trip-run.ts';

/** Times of consecutive calls. */
export interface CallTimes {
  readonly arrivals: Int32Array;
  readonly departures: Int32Array;
}

/**
 * Writes the expected times of a run: estimates, else scheduled times. A call without an estimate is not
 * later than the next estimate, and no call is earlier than the previous one.
 *
 * @param scheduled in seconds of the service day
 * @param expected receives the times
 */
export function writeExpectedTimes(run: TripRun, scheduled: CallTimes, expected: CallTimes): void {
  const { arrivals, departures } = expected;
  const count = run.calls.length;
  let next = Number.POSITIVE_INFINITY;
  for (let call = count - 1; call >= 0; call -= 1) {
    const isEstimated = run.calls[call] === callState.estimated;
    const left = isEstimated ? intAt(run.departures, call) : unknownTime;
    next = left === unknownTime ? Math.min(intAt(scheduled.departures, call), next) : left;
    departures[call] = next;
    const came = isEstimated ? intAt(run.arrivals, call) : unknownTime;
    next = came === unknownTime ? Math.min(intAt(scheduled.arrivals, call), next) : came;
    arrivals[call] = next;
  }
  let last = Number.NEGATIVE_INFINITY;
  for (let call = 0; call < count; call += 1) {
    last = Math.max(last, intAt(arrivals, call));
    arrivals[call] = last;
    last = Math.max(last, intAt(departures, call));
    departures[call] = last;
  }
}
