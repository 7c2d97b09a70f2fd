import type { Feed } from '../../../subgraphs/transport/src/feed/feed.ts';
import type { Day } from '../../../subgraphs/transport/src/gtfs/date.ts';
import { JourneyPlanner, type JourneyQuery } from '../../../subgraphs/transport/src/journey/planner.ts';
import { planningTables } from '../../../subgraphs/transport/src/journey/planning-tables.ts';
import { buildTimetable } from '../../../subgraphs/transport/src/journey/timetable.ts';
import { quantile } from '../report.ts';
import { MessageApplier } from './apply.ts';
import { cpuMs } from './cpu-time.ts';
import { busiestDay } from './feed.ts';
import { noFigures, suite, type TransportRow } from './row.ts';
import { late, messageOf } from './trip-updates.ts';

export const scheduled = 'by timetable';
const journeysOfRound = 300;
const openAt = 6 * 3_600;
const openSeconds = 14 * 3_600;

const situations = [
  { name: 'every run up to 5 minutes late', seconds: 300, share: 1 },
  { name: 'every run up to 30 minutes late', seconds: 1_800, share: 1 },
  { name: 'a third of the runs up to 5 minutes late', seconds: 300, share: 1 / 3 },
] as const;

/** CPU time of journeys by timetable and in real time, in alternating order. */
export async function measureJourneys(
  feed: Feed,
  rounds: number,
  random: () => number,
): Promise<TransportRow[]> {
  const day = busiestDay(feed);
  const queries = drawQueries(feed, day, random);
  const planners = await plannersOf(feed, day, random);
  const rows: TransportRow[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const [contender, planner] of round % 2 === 1 ? planners : planners.toReversed()) {
      const times = Float64Array.from(queries, (query) => cpuMs(() => planner.plan(query))).sort();
      const total = times.reduce((sum, time) => sum + time, 0);
      // The first round warms up.
      if (round === 0) continue;
      rows.push({
        ...noFigures,
        ...{ suite, part: 'journeys', query: 'a journey', contender, round, samples: times.length },
        ...{ cpu_ms: total / times.length, rps: (1_000 * times.length) / total },
        ...{ p50_ms: quantile(times, 0.5), p99_ms: quantile(times, 0.99) },
      });
    }
  }
  return rows;
}

async function plannersOf(
  feed: Feed,
  day: Day,
  random: () => number,
): Promise<(readonly [string, JourneyPlanner])[]> {
  const newPlanner = () => new JourneyPlanner(buildTimetable(planningTables(feed)));
  const planners: (readonly [string, JourneyPlanner])[] = [[scheduled, newPlanner()]];
  const applier = new MessageApplier(feed);
  const timestamp = feed.clock.serviceDayStart(day) + openAt;
  for (const { name, seconds, share } of situations) {
    const options = { share: () => random() < share, timestamp };
    const bytes = messageOf(
      feed,
      day,
      late(() => random() * seconds),
      options,
    );
    const trips = await applier.apply(await applier.decode(bytes));
    const planner = newPlanner();
    planner.useRuns(await applier.prepare(trips));
    planners.push([name, planner]);
  }
  return planners;
}

function drawQueries({ stops, clock }: Feed, day: Day, random: () => number): JourneyQuery[] {
  const rows = [...stops.kinds.keys()].filter((stop) => stops.kinds[stop] === 0);
  const draw = () => rows[Math.floor(random() * rows.length)] ?? 0;
  return Array.from({ length: journeysOfRound }, () => ({
    from: draw(),
    to: draw(),
    departAt: clock.serviceDayStart(day) + openAt + Math.floor(random() * openSeconds),
    maxTransfers: 4,
  }));
}
