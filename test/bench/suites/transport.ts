import { isDeepStrictEqual } from 'node:util';
import { randomFractions } from '@civic-graph/testing';
import type { Feed } from '../../../subgraphs/transport/src/feed/feed.ts';
import type { Day } from '../../../subgraphs/transport/src/gtfs/date.ts';
import { JourneyPlanner, type JourneyQuery } from '../../../subgraphs/transport/src/journey/planner.ts';
import { planningTables } from '../../../subgraphs/transport/src/journey/planning-tables.ts';
import { buildTimetable } from '../../../subgraphs/transport/src/journey/timetable.ts';
import { runsForJourneys } from '../../../subgraphs/transport/src/realtime/trips/runs-for-journeys.ts';
import type { TripRun } from '../../../subgraphs/transport/src/realtime/trips/trip-run.ts';
import { TripRuns } from '../../../subgraphs/transport/src/realtime/trips/trip-runs.ts';
import { demoSource } from '../../../subgraphs/transport/src/source/demo-source.ts';
import { readFeed } from '../../../subgraphs/transport/src/source/read-feed.ts';
import { zipSource } from '../../../subgraphs/transport/src/source/zip-source.ts';
import { compareQueries } from '../../../subgraphs/transport/test/journey-cases.ts';
import { printedSeed } from '../../../subgraphs/transport/test/random.ts';
import { realDataFile, realDataIsAbsent } from '../../shared-data.ts';
import { format, median, quantile, type Row } from '../report.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'transport';
const scheduled = 'by timetable';
const compared = { queries: 10_000, quickQueries: 1_000, queriesOfTimetable: 12 };
const journeysOfRound = 300;
/** Most trip updates that are applied at once. */
const updates = 10_000;
const openAt = 6 * 3_600;
const openSeconds = 14 * 3_600;

/**
 * Journeys on the feed of `TRANSPORT_GTFS`, else on a real one if it is there, else on the demo city: by
 * timetable and in real time, in alternating order. Before, random journeys are compared with an exhaustive
 * search.
 */
export async function run({ rounds, say, quick }: SuiteOptions): Promise<SuiteResult> {
  const random = randomFractions(printedSeed());
  const count = quick ? compared.quickQueries : compared.queries;
  const answers = await compareAll(count, random);
  say(`  ${count} queries with ${answers} journeys equal an exhaustive search`);
  const feed = await openFeed();
  const tables = planningTables(feed);
  const queries = drawQueries(feed, busiestDay(feed), random);
  const planners = new Map([[scheduled, new JourneyPlanner(buildTimetable(tables))]]);
  const rows: Row[] = [];
  const figures = { rps: 0, p50_ms: 0, p99_ms: 0, rss_mb: 0, cold_ms: 0 };
  for (const [name, seconds, share] of [
    ['every run up to 5 minutes late', 300, 1],
    ['every run up to 30 minutes late', 1_800, 1],
    ['a third of the runs up to 5 minutes late', 300, 1 / 3],
  ] as const) {
    const runs = delayedRuns(feed, busiestDay(feed), () => (random() < share ? random() * seconds : null));
    const trips = [await TripRuns.of(feed, runs)];
    const planner = new JourneyPlanner(buildTimetable(tables));
    for (let round = 1; round <= rounds + 1; round += 1) {
      const [prepared, prepareMs] = await timed(() => runsForJourneys(feed, trips));
      const [, overlayMs] = await timed(async () => planner.useRuns(prepared));
      const query = `${runs.length} trip updates applied: ${name}`;
      const row = { suite, query, contender: 'in the event loop, in slices', round, ...figures };
      if (round > 1) rows.push({ ...row, cpu_ms: prepareMs });
      if (round > 1) rows.push({ ...row, contender: 'in the thread', cpu_ms: overlayMs });
    }
    planners.set(name, planner);
  }
  for (let round = 0; round <= rounds; round += 1) {
    const order = [...planners];
    for (const [contender, planner] of round % 2 === 0 ? order : order.toReversed()) {
      const times = Float64Array.from(queries, (query) => cpuMs(() => planner.plan(query))).sort();
      const total = times.reduce((sum, time) => sum + time, 0);
      // The first round warms up.
      if (round === 0) continue;
      rows.push({
        ...{ suite, query: 'a journey', contender, round, rss_mb: 0, cold_ms: 0 },
        ...{ cpu_ms: total / queries.length, rps: (1_000 * queries.length) / total },
        ...{ p50_ms: quantile(times, 0.5), p99_ms: quantile(times, 0.99), samples: queries.length },
      });
    }
  }
  return { rows, table: tableOf(rows) };
}

/** CPU time by contender, in milliseconds, and the ratio to journeys by timetable in the same round. */
function tableOf(rows: readonly Row[]): string {
  const lines = [
    '| what | how | ms CPU | p50, ms | p99, ms | CPU against by timetable |',
    '| --- | --- | --: | --: | --: | --: |',
  ];
  for (const key of new Set(rows.map(({ query, contender }) => JSON.stringify([query, contender])))) {
    const own = rows.filter((row) => JSON.stringify([row.query, row.contender]) === key);
    const [{ query, contender }] = own as [Row];
    const ratios = own.flatMap((row) => {
      const isBase = (other: Row) =>
        other.query === query && other.contender === scheduled && other.round === row.round;
      const base = rows.find(isBase);
      return base === undefined || base === row ? [] : [row.cpu_ms / base.cpu_ms];
    });
    const figures = (['cpu_ms', 'p50_ms', 'p99_ms'] as const).map((figure) =>
      format(median(own.map((row) => row[figure]))),
    );
    const ratio = ratios.length === 0 ? '' : `×${median(ratios).toFixed(2)}`;
    lines.push(`| ${[query, contender, ...figures, ratio].join(' | ')} |`);
  }
  return lines.join('\n');
}

async function compareAll(count: number, random: () => number): Promise<number> {
  let journeys = 0;
  for (let done = 0; done < count; done += compared.queriesOfTimetable) {
    const queries = Math.min(compared.queriesOfTimetable, count - done);
    for (const { label, actual, expected } of await compareQueries(random, queries)) {
      if (!isDeepStrictEqual(actual, expected))
        throw new Error(`a journey differs from the exhaustive search: ${label}`);
      journeys += actual.length;
    }
  }
  return journeys;
}

async function openFeed(): Promise<Feed> {
  const known = realDataIsAbsent === null ? realDataFile('gtfs-kuopio.zip') : null;
  const path = process.env.TRANSPORT_GTFS ?? known;
  const source = path === null ? demoSource(() => new Date()) : zipSource(path);
  return readFeed(await source.read(), 'B');
}

/** The service day on which most trips run. */
function busiestDay({ calendar, trips }: Feed): Day {
  const range = calendar.range();
  if (range === null) throw new Error('the feed has no services');
  const tripsOn = (day: Day) => {
    const active = calendar.activeOn(day);
    return trips.services.filter((service) => active[service] === 1).length;
  };
  const days = Array.from({ length: Math.min(60, range.to - range.from + 1) }, (_, day) => range.from + day);
  return days.reduce((best, day) => (tripsOn(day) > tripsOn(best) ? day : best));
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

/** Runs of the day, of the day before and of later ones, up to the number of updates. */
function delayedRuns(feed: Feed, day: Day, delayOf: () => number | null): TripRun[] {
  const { stopTimes, trips, calendar } = feed;
  const runs: TripRun[] = [];
  for (const serviceDay of [day, day - 1, ...Array.from({ length: 10 }, (_, later) => day + 1 + later)]) {
    const active = calendar.activeOn(serviceDay);
    for (const [trip, service] of trips.services.entries()) {
      const drawn = active[service] === 1 ? delayOf() : null;
      if (drawn === null || runs.length === updates) continue;
      const late = (times: Int32Array) =>
        times
          .slice(stopTimes.offsets[trip], stopTimes.offsets[trip + 1])
          .map((seconds) => seconds + Math.floor(drawn));
      const arrivals = late(stopTimes.arrivals);
      runs.push({
        ...{ trip, day: serviceDay, relation: 'scheduled', timestamp: 0, arrivals },
        ...{ departures: late(stopTimes.departures), calls: new Uint8Array(arrivals.length).fill(1) },
        ...{ stops: null, occupancies: null, vehicle: null },
      });
    }
  }
  return runs;
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1_000];
}

function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
