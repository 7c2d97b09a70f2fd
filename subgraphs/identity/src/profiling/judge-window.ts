import type { ProfilingAlertRow, ProfilingKind, ReadingWindow } from './tables.ts';
import type { ProfilingThresholds } from './thresholds.ts';

/** Number of people whose fields of exactly these subgraphs were read in a window. */
export interface Tally {
  readonly subgraphs: readonly string[];
  /** Number of agencies that run them. */
  readonly agencies: number;
  readonly people: number;
}

/** Content of an alert, without data about a single person. */
export interface ProfilingCounts {
  readonly subgraphs: readonly string[];
  readonly people: number;
  readonly joinedPeople: number;
  readonly mostAgencies: number;
}

/** Reference values of a window. */
export interface Measure {
  /** People in a typical window of this reader; null for the first. */
  readonly usualPeople: number | null;
  readonly population: number;
}

export function joinCounts(
  tallies: readonly Tally[],
  { joinAgencies }: ProfilingThresholds,
): ProfilingCounts {
  return countsOf(
    tallies,
    tallies.filter(({ agencies }) => agencies >= joinAgencies),
    joinAgencies,
  );
}

export function sweepCounts(
  tallies: readonly Tally[],
  { joinAgencies }: ProfilingThresholds,
): ProfilingCounts {
  return countsOf(tallies, tallies, joinAgencies);
}

/** @param concerned tallies that the alert is about; their agencies are named in it */
function countsOf(
  tallies: readonly Tally[],
  concerned: readonly Tally[],
  joinAgencies: number,
): ProfilingCounts {
  const present = tallies.filter(({ people }) => people > 0);
  return {
    subgraphs: [
      ...new Set(concerned.filter(({ people }) => people > 0).flatMap(({ subgraphs }) => subgraphs)),
    ].sort(),
    people: sum(present),
    joinedPeople: sum(present.filter(({ agencies }) => agencies >= joinAgencies)),
    mostAgencies: Math.max(0, ...present.map(({ agencies }) => agencies)),
  };
}

export function isJoin(
  { period }: ReadingWindow,
  { joinedPeople }: ProfilingCounts,
  { joinPeople }: ProfilingThresholds,
): boolean {
  return joinedPeople >= joinPeople[period];
}

/** Whether the typical number has to be queried. */
export function mayBeSweep(
  { period }: ReadingWindow,
  { people }: ProfilingCounts,
  { sweepPeople }: ProfilingThresholds,
): boolean {
  return people >= sweepPeople[period];
}

export function isSweep(
  window: ReadingWindow,
  counts: ProfilingCounts,
  { usualPeople, population }: Measure,
  thresholds: ProfilingThresholds,
): boolean {
  if (!mayBeSweep(window, counts, thresholds)) return false;
  const { sweepGrowth, sweepPercent } = thresholds;
  return (
    counts.people >= sweepGrowth * (usualPeople ?? 0) || counts.people * 100 >= sweepPercent * population
  );
}

type Known = Pick<
  ProfilingAlertRow,
  'kind' | 'period' | 'start' | 'people' | 'joined_people' | 'acknowledged_at'
>;

/**
 * Whether an existing alert covers this one: an acknowledged alert up to `againAt` times its count, and a
 * day's alert for its week.
 *
 * @param known alerts of the same reader in other windows
 */
export function isKnown(
  kind: ProfilingKind,
  { period, start }: ReadingWindow,
  { people, joinedPeople }: ProfilingCounts,
  known: readonly Known[],
  { againAt }: ProfilingThresholds,
): boolean {
  const nextWeek = new Date(Date.parse(start) + 7 * 24 * 3_600_000).toISOString().slice(0, 10);
  return known.some((alert) => {
    if (alert.kind !== kind) return false;
    if (period === 'week' && alert.period === 'day' && alert.start >= start && alert.start < nextWeek)
      return true;
    if (alert.acknowledged_at === null || alert.period !== period) return false;
    const [figure, told] = kind === 'join' ? [joinedPeople, alert.joined_people] : [people, alert.people];
    return figure < againAt * Number(told);
  });
}

function sum(tallies: readonly Tally[]): number {
  return tallies.reduce((total, { people }) => total + people, 0);
}
