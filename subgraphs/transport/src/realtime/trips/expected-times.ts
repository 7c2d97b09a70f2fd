import { intAt } from '../../feed/columns.ts';
import { type TripRun, unknownTime } from './trip-run.ts';

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
 * @param scheduled in seconds of the service day, those of the run from `row` on
 * @param expected receives the times from `begin` on
 */
export function writeExpectedTimes(
  { estimates, first, calls }: TripRun,
  scheduled: CallTimes,
  row: number,
  expected: CallTimes,
  begin: number,
): void {
  // Columns are looked up once, because this loop takes most of the time of preparing runs for journeys.
  const { arrivals: scheduledArrivals, departures: scheduledDepartures } = scheduled;
  const { arrivals, departures } = estimates;
  const { arrivals: expectedArrivals, departures: expectedDepartures } = expected;
  let next = never;
  for (let call = calls - 1; call >= 0; call -= 1) {
    const left = intAt(departures, first + call);
    next = left === unknownTime ? Math.min(intAt(scheduledDepartures, row + call), next) : left;
    expectedDepartures[begin + call] = next;
    const came = intAt(arrivals, first + call);
    next = came === unknownTime ? Math.min(intAt(scheduledArrivals, row + call), next) : came;
    expectedArrivals[begin + call] = next;
  }
  let last = unknownTime;
  for (let call = begin; call < begin + calls; call += 1) {
    last = Math.max(last, intAt(expectedArrivals, call));
    expectedArrivals[call] = last;
    last = Math.max(last, intAt(expectedDepartures, call));
    expectedDepartures[call] = last;
  }
}
