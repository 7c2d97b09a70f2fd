import type { ConfStatus, ObsStatus } from './obs-status.ts';

/** A released observation, as readers see it. */
export interface Observation {
  /** Empty without regions. */
  readonly region: string;
  /** One code for each dimension, in the order of the manifest. */
  readonly key: readonly string[];
  readonly period: string;
  readonly value: number | null;
  readonly obsStatus: ObsStatus;
  readonly confStatus: ConfStatus;
}
