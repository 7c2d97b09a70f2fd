import { z } from 'zod';
import type { ProfilingPeriod } from './tables.ts';

const count = (standard: number) => z.coerce.number('a number').int().min(1).default(standard);
const factor = (standard: number) => z.coerce.number('a number').min(1).default(standard);

/** Alert thresholds: defaults by their variables. */
export const profilingEnvironment = {
  /** Agencies whose fields of one person make a join. */
  PROFILING_JOIN_AGENCIES: count(3),
  /** Joined people that raise an alert, per day and per week. */
  PROFILING_JOIN_PEOPLE_DAY: count(20),
  PROFILING_JOIN_PEOPLE_WEEK: count(50),
  /** Minimum people of a sweep, per day and per week. */
  PROFILING_SWEEP_PEOPLE_DAY: count(1_000),
  PROFILING_SWEEP_PEOPLE_WEEK: count(3_000),
  /** Multiple of an app's typical number of people that makes a sweep … */
  PROFILING_SWEEP_GROWTH: factor(5),
  /** … or from this percentage of the population. */
  PROFILING_SWEEP_PERCENT: z.coerce.number('a number').gt(0).max(100).default(10),
  /** Multiple at which an acknowledged alert is raised again. */
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
