import { z } from 'zod';
import type { ProfilingPeriod } from './tables.ts';

const count = (standard: number) => z.coerce.number('a number').int().min(1).default(standard);
const factor = (standard: number) => z.coerce.number('a number').min(1).default(standard);

/** From where on an app's reading raises an alert: all defaults, by their variables. */
export const profilingEnvironment = {
  /** A person's data is joined where fields of this many agencies were read of him. */
  PROFILING_JOIN_AGENCIES: count(3),
  /** People whose data was joined, in a day and in a week. */
  PROFILING_JOIN_PEOPLE_DAY: count(20),
  PROFILING_JOIN_PEOPLE_WEEK: count(50),
  /** People below whom nothing counts as a sweep, in a day and in a week. */
  PROFILING_SWEEP_PEOPLE_DAY: count(1_000),
  PROFILING_SWEEP_PEOPLE_WEEK: count(3_000),
  /** An app's reads are a sweep from this multiple of the people that it usually reads of … */
  PROFILING_SWEEP_GROWTH: factor(5),
  /** … or from this percentage of the population. */
  PROFILING_SWEEP_PERCENT: z.coerce.number('a number').gt(0).max(100).default(10),
  /** An acknowledged alert is raised again at this multiple of its figure. */
  PROFILING_AGAIN_AT: factor(2),
};

export interface ProfilingThresholds {
  readonly joinAgencies: number;
  readonly joinPeople: Readonly<Record<ProfilingPeriod, number>>;
  readonly sweepPeople: Readonly<Record<ProfilingPeriod, number>>;
  readonly sweepGrowth: number;
  readonly sweepPercent: number;
  readonly againAt: number;
}

export function profilingThresholds(
  read: Readonly<Record<keyof typeof profilingEnvironment, number>>,
): ProfilingThresholds {
  return {
    joinAgencies: read.PROFILING_JOIN_AGENCIES,
    joinPeople: { day: read.PROFILING_JOIN_PEOPLE_DAY, week: read.PROFILING_JOIN_PEOPLE_WEEK },
    sweepPeople: { day: read.PROFILING_SWEEP_PEOPLE_DAY, week: read.PROFILING_SWEEP_PEOPLE_WEEK },
    sweepGrowth: read.PROFILING_SWEEP_GROWTH,
    sweepPercent: read.PROFILING_SWEEP_PERCENT,
    againAt: read.PROFILING_AGAIN_AT,
  };
}
