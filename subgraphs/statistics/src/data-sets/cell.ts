import type { ObsStatus } from '../observations/obs-status.ts';

/** A row of a data set as its owner wrote it. Never publish it before disclosure control. */
export interface Cell {
  /** One code for each dimension, in the order of the manifest. */
  readonly key: readonly string[];
  readonly period: string;
  readonly value: number | null;
  readonly obsStatus: ObsStatus;
  /**
   * Number of persons, households or firms behind the value; null if the manifest has no disclosure control.
   */
  readonly units: number | null;
  /** Position in the file. */
  readonly line: number;
}
