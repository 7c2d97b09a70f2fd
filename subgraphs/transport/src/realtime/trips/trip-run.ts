import { byteAt, intAt } from '../../feed/columns.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';

/** Relation of a run to the timetable. `replaced`: another run with the same trip id runs in its place. */
export type RunRelation = 'scheduled' | 'canceled' | 'deleted' | 'replaced' | 'added' | 'replacement';

/** What is known of a call: nothing, estimated times, or that the vehicle does not stop. */
export const callState = { noData: 0, estimated: 1, skipped: 2 } as const;

/** No estimate; no service day is that long. */
export const unknownTime = -0x8000_0000;

/** What is known of calls; many runs share the columns. */
export interface CallEstimates {
  /** Seconds of the service day, or {@link unknownTime}. */
  readonly arrivals: Int32Array;
  readonly departures: Int32Array;
  /** A value of {@link callState}. */
  readonly states: Uint8Array;
}

/** Real-time information on a trip on one service day. */
export interface TripRun {
  readonly trip: number;
  readonly day: Day;
  readonly relation: RunRelation;
  /** When it was measured, or else the time of its message. */
  readonly timestamp: Instant;
  /** Its calls have the rows from `first` on. */
  readonly estimates: CallEstimates;
  readonly first: number;
  /** Number of its calls. */
  readonly calls: number;
  /** Stops that differ from the timetable, per call, or -1; `null` if there are none. */
  readonly stops: Int32Array | null;
  /** Numbers of `OccupancyStatus` after the departure, per call, or -1; `null` if there are none. */
  readonly occupancies: Int8Array | null;
  /** Id of the vehicle, as the message gives it. */
  readonly vehicle: string | null;
}

/** Key of a run in a map: unique for trips of one feed within eleven years. */
export function runKey(trip: number, day: Day): number {
  return trip * 4096 + (day & 4095);
}

/** Estimated arrival at a call, or {@link unknownTime}. */
export function arrivalOf({ estimates, first }: TripRun, call: number): number {
  return intAt(estimates.arrivals, first + call);
}

/** Estimated departure from a call, or {@link unknownTime}. */
export function departureOf({ estimates, first }: TripRun, call: number): number {
  return intAt(estimates.departures, first + call);
}

/** A value of {@link callState}. */
export function stateOf({ estimates, first }: TripRun, call: number): number {
  return byteAt(estimates.states, first + call);
}

/** Whether a message says anything of a call. */
export function hasEstimates(run: TripRun): boolean {
  for (let call = 0; call < run.calls; call += 1) if (stateOf(run, call) !== callState.noData) return true;
  return false;
}
