import { useMemo } from 'react';

/** Longest period that the graph counts, in days. */
export const longestPeriod = 31;

const dayMs = 24 * 3_600_000;

export interface Period {
  readonly from: string;
  readonly until: string;
}

/**
 * The last days, from midnight in the city, up to the next full hour: stable, so that answers can be cached.
 * @param days today included
 */
export function periodOf(days: number, now: Date): Period {
  const until = new Date(Math.ceil((now.getTime() + 1) / 3_600_000) * 3_600_000);
  // The city's zone has no summer time.
  const midnight = Math.floor((now.getTime() + 8 * 3_600_000) / dayMs) * dayMs - 8 * 3_600_000;
  return { from: new Date(midnight - (days - 1) * dayMs).toISOString(), until: until.toISOString() };
}

export function usePeriod(days: number): Period {
  return useMemo(() => periodOf(days, new Date()), [days]);
}

/** Civil dates of a period in the city, the first one first. */
export function daysOf({ from }: Period, days: number): string[] {
  const first = Date.parse(from) + 8 * 3_600_000;
  return Array.from({ length: days }, (_, at) => new Date(first + at * dayMs).toISOString().slice(0, 10));
}
