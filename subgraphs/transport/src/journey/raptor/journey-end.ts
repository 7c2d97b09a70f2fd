import { intAt } from '../../feed/columns.ts';
import { never, type Round } from './labels.ts';

/** An end of journeys. */
export interface End {
  /** The platforms of a station, or the stop; empty if the end is not a stop. */
  readonly stops: readonly number[];
  /** Walks between stops and a place on the map; `null` if the end is a stop or a station. */
  readonly walks: EndWalks | null;
}

/** Walks between a place on the map and the stops around it. */
export interface EndWalks {
  /** Row of the place in the labels, behind the rows of stops. */
  readonly row: number;
  readonly stops: Int32Array;
  readonly seconds: Int32Array;
  /** Seconds on foot to the place at the other end; {@link never} if it is too far, or is a stop. */
  readonly direct: number;
}

/** Rows of an end in the labels. */
export function rowsOfEnd({ stops, walks }: End): readonly number[] {
  return walks === null ? stops : [walks.row];
}

/** The earliest time at an end in a round; {@link never} if it was not reached. */
export function timeAt(destination: End, { off, ready }: Round): number {
  let time = never;
  for (const row of rowsOfEnd(destination)) time = Math.min(time, intAt(off, row), intAt(ready, row));
  return time;
}
