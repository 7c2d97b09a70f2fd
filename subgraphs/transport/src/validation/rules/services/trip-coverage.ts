import { at } from '../../../feed/columns.ts';
import { type Day, formatIsoDate } from '../../../gtfs/date.ts';
import type { FeedData } from '../../read/feed-data.ts';
import type { FeedRule } from '../rule.ts';

const daysAhead = 7;
/** The count of a usual day: not the highest, which may be an outlier. */
const usualDay = { share: 0.9, busiest: 30 };
/** Share of the usual count from which most trips run. */
const majority = 0.75;

/** From today on, most trips run for a week. */
export const tripCoverage: FeedRule = {
  needs: ['trips.txt', 'calendar.txt', 'calendar_dates.txt', 'frequencies.txt'],
  check(feed, notices) {
    const window = majorityWindow(tripsByDay(feed));
    if (window === null) return;
    if (window.first <= feed.today && window.last >= feed.today + daysAhead) return;
    const detail = `most trips run from ${formatIsoDate(window.first)} to ${formatIsoDate(window.last)}`;
    notices.add('trip_coverage_not_active_for_next7_days', 'trips.txt', null, null, detail);
  },
};

function tripsByDay({ table, services }: FeedData): ReadonlyMap<Day, number> {
  const trips = table('trips.txt');
  const counts = new Map<Day, number>();
  for (const [service, rows] of trips.by('service_id')) {
    const runs = rows.reduce(
      (sum, row) => sum + runsOf(table('frequencies.txt'), trips.text(row, 'trip_id')),
      0,
    );
    for (const day of services.of(service)) counts.set(day, (counts.get(day) ?? 0) + runs);
  }
  return counts;
}

function runsOf(frequencies: ReturnType<FeedData['table']>, trip: string): number {
  const rows = frequencies.by('trip_id').get(trip);
  if (rows === undefined) return 1;
  return rows.reduce((sum, row) => {
    const start = frequencies.seconds(row, 'start_time') ?? 0;
    const end = frequencies.seconds(row, 'end_time') ?? 0;
    return sum + 1 + Math.trunc((end - start - 1) / (frequencies.number(row, 'headway_secs') ?? 1));
  }, 0);
}

function majorityWindow(counts: ReadonlyMap<Day, number>): { first: Day; last: Day } | null {
  const sorted = [...counts.values()].sort((one, other) => one - other);
  if (sorted.length === 0) return null;
  const index = Math.max(Math.trunc(sorted.length * usualDay.share), sorted.length - usualDay.busiest);
  const least = Math.trunc(majority * at(sorted, index));
  const days = [...counts.keys()].filter((day) => (counts.get(day) ?? 0) >= least).sort((a, b) => a - b);
  return { first: at(days, 0), last: at(days, days.length - 1) };
}
