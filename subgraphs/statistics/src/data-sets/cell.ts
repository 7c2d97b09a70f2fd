import type { ObsStatus } from '../observations/obs-status.ts';

/** A row of a data set as its owner wrote it: not for publication before disclosure control has seen it. */
export interface Cell {
  /** One code for each dimension, in the order of the manifest. */
  readonly key: readonly string[];
  readonly period: string;
  readonly value: number | null;
  readonly obsStatus: ObsStatus;
  /**
   * How many persons, households or firms the value is about; null where the manifest asks for no control.
   */
  readonly units: number | null;
  /** Where it stands in the file. */
  readonly line: number;
}
