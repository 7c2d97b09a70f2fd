import { z } from 'zod';
import type { ProfilingPeriod } from './tables.ts';

const count = (standard: number) => z.coerce.number('a number').int().min(1).default(standard);
const factor = (standard: number) => z.coerce.number('a number').min(1).default(standard);

/** Thresholds above which an app's reading raises an alert: all defaults, by their variables. */
export const profilingEnvironment = {
  PROFILING_JOIN_AGENCIES: count(3).describe(
    'Agencies whose fields an app must read of one citizen for the data to count as joined.',
  ),
  PROFILING_JOIN_PEOPLE_DAY: count(20).describe(
    'Citizens with joined data, per app and day, that raise an alert.',
  ),
  PROFILING_JOIN_PEOPLE_WEEK: count(50).describe(
    'Citizens with joined data, per app and week, that raise an alert.',
  ),
  PROFILING_SWEEP_PEOPLE_DAY: count(1_000).describe(
    'Citizens read per app and day below which nothing counts as a sweep.',
  ),
  PROFILING_SWEEP_PEOPLE_WEEK: count(3_000).describe(
    'Citizens read per app and week below which nothing counts as a sweep.',
  ),
  PROFILING_SWEEP_GROWTH: factor(5).describe(
    'Multiple of the usual number of citizens from which reads count as a sweep.',
  ),
  PROFILING_SWEEP_PERCENT: z.coerce
    .number('a number')
    .gt(0)
    .max(100)
    .default(10)
    .describe('Percentage of the population from which reads count as a sweep.'),
  PROFILING_AGAIN_AT: factor(2).describe(
    'Multiple of its count at which an acknowledged alert is raised again.',
  ),
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
