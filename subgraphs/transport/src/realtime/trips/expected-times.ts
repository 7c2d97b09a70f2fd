import { intAt } from '../../feed/columns.ts';
import { callState, type TripRun, unknownTime } from './trip-run.ts';

/** Times of calls. */
interface CallTimes {
  readonly arrivals: Int32Array;
  readonly departures: Int32Array;
}

/** Later than any time. */
const never = 0x7fff_ffff;

/**
 * Writes the expected times of a run: estimates, else scheduled times. A call without an estimate is not
 * later than the next estimate, and no call is earlier than the previous one.
 *
 * @param scheduled in seconds of the service day, those of the run from row `first` on
 * @param expected receives the times from row `begin` on
 */
export function writeExpectedTimes(
  { arrivals, departures, calls }: TripRun,
  scheduled: CallTimes,
  first: number,
  expected: CallTimes,
  begin: number,
): void {
  let next = never;
  for (let call = calls.length - 1; call >= 0; call -= 1) {
    const isEstimated = calls[call] === callState.estimated;
    const left = isEstimated ? intAt(departures, call) : unknownTime;
    next = left === unknownTime ? Math.min(intAt(scheduled.departures, first + call), next) : left;
    expected.departures[begin + call] = next;
    const came = isEstimated ? intAt(arrivals, call) : unknownTime;
    next = came === unknownTime ? Math.min(intAt(scheduled.arrivals, first + call), next) : came;
    expected.arrivals[begin + call] = next;
  }
  let last = unknownTime;
  for (let row = begin; row < begin + calls.length; row += 1) {
    last = Math.max(last, intAt(expected.arrivals, row));
    expected.arrivals[row] = last;
    last = Math.max(last, intAt(expected.departures, row));
    expected.departures[row] = last;
  }
}
