import { readFileSync } from 'node:fs';
import { randomFractions } from '@civic-graph/testing';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, expect, it } from 'vitest';
import { pick, printedSeed } from '../../test/random.ts';
import { describeWithData, sharedDataFile } from '../../test/shared-data.ts';
import { archiveOf, type Files } from '../../test/small-feed.ts';
import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { mergeTables } from '../journey/merge/merge-tables.ts';
import { JourneyPlanner } from '../journey/planner.ts';
import { planningTables } from '../journey/planning-tables.ts';
import { buildTimetable } from '../journey/timetable.ts';
import { joinPlaces } from './join-places.ts';
import type { JoinedPlaces } from './joined-places.ts';

function filesOf(zip: string): Files {
  const files = Object.entries(unzipSync(readFileSync(sharedDataFile(zip))));
  return Object.fromEntries(files.map(([name, content]) => [name, strFromU8(content)]));
}

/** The lines of a file with their first and second value; no value before these is quoted. */
function keep(text: string, isKept: (first: string, second: string) => boolean): string {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const kept = lines.filter((line) => line !== '' && isKept(...(line.split(',', 2) as [string, string])));
  return [header, ...kept, ''].join('\n');
}

/** The part of the feed of Kuopio that some of its companies run, with the stops that they serve. */
function partOf(files: Files, runs: (agency: string) => boolean): Files {
  const routes = keep(files['routes.txt'] ?? '', (_route, agency) => runs(agency));
  const routeIds = new Set(routes.split('\n').map((line) => line.split(',', 1)[0]));
  const trips = keep(files['trips.txt'] ?? '', (route) => routeIds.has(route));
  const tripIds = new Set(trips.split('\n').map((line) => line.split(',', 3)[2]));
  const stopTimes = keep(files['stop_times.txt'] ?? '', (trip) => tripIds.has(trip));
  const stopIds = new Set(stopTimes.split('\n').map((line) => line.split(',', 4)[3]));
  const stops = keep(files['stops.txt'] ?? '', (stop) => stopIds.has(stop));
  return {
    ...files,
    'routes.txt': routes,
    'trips.txt': trips,
    'stop_times.txt': stopTimes,
    'stops.txt': stops,
  };
}

function plannerOf(feeds: readonly Feed[], places: JoinedPlaces): JourneyPlanner {
  return new JourneyPlanner(buildTimetable(mergeTables(feeds.map(planningTables), places)));
}

interface Compared {
  readonly feed: Feed;
  readonly alone: JourneyPlanner;
  readonly together: JourneyPlanner;
  /** Row of a stop of the feed in the joined planner. */
  readonly placeOf: (row: number) => number;
  readonly dates: readonly string[];
}

/** Plans the same random journeys with both planners; returns how many there are, and how many change. */
function compare(random: () => number, { feed, alone, together, placeOf, dates }: Compared) {
  const served = [...new Set(feed.stopTimes.stops)];
  let [found, changes] = [0, 0];
  for (let round = 0; round < 25; round += 1) {
    const [from, to] = [pick(served, random), pick(served, random)];
    const midnight = Date.parse(`${pick([...dates], random)}T00:00:00Z`) / 1000;
    const time = Math.floor(midnight + random() * 86_400);
    const when = random() < 0.5 ? { departAt: time } : { departAt: time, arriveBy: time };
    const query = { ...when, maxTransfers: 3 };
    const expected = alone.plan({ ...query, from, to });
    const actual = together.plan({ ...query, from: placeOf(from), to: placeOf(to) });
    const summary = (plan: typeof actual) =>
      plan.map(({ departure, arrival, transfers }) => [departure, arrival, transfers]);
    const label = `${feed.stops.ids.at(from)} to ${feed.stops.ids.at(to)} at ${JSON.stringify(when)}`;
    expect(summary(actual), label).toEqual(summary(expected));
    found += actual.length;
    changes += actual.filter(({ legs }) => {
      return new Set(legs.flatMap((leg) => (leg.kind === 'transit' ? [leg.feedIndex] : []))).size > 1;
    }).length;
  }
  return { found, changes };
}

describeWithData('real feeds together', ['gtfs-kuopio.zip', 'raba.zip'], () => {
  let files: Files;
  let kuopio: Feed;
  beforeAll(async () => {
    files = filesOf('gtfs-kuopio.zip');
    kuopio = await loadFeed(archiveOf(files), 'kuopio');
  });

  it('have the journeys of the whole feed if it is divided by company', async () => {
    const feed = kuopio;
    const isCity = (agency: string) => agency === '44517';
    const city = await loadFeed(archiveOf(partOf(files, isCity)), 'city');
    const others = await loadFeed(archiveOf(partOf(files, (agency) => !isCity(agency))), 'others');
    expect(city.stopTimes.stops.length + others.stopTimes.stops.length).toBe(feed.stopTimes.stops.length);
    const feeds = [city, others];
    const places = await joinPlaces(feeds);
    const served = new Set(feed.stopTimes.stops);
    expect(places.count).toBe(served.size);
    const placeOf = (row: number) => {
      const index = feeds.findIndex(({ stops }) => stops.ids.has(feed.stops.ids.at(row)));
      return places.placeOf({
        feed: index,
        row: feeds[index]!.stops.ids.get(feed.stops.ids.at(row))!,
      });
    };
    const alone = plannerOf([feed], await joinPlaces([feed]));
    const together = plannerOf(feeds, places);
    const dates = ['2017-03-01', '2017-03-25', '2017-03-26'];
    const counts = compare(randomFractions(printedSeed()), { feed, alone, together, placeOf, dates });
    expect(counts.found).toBeGreaterThan(10);
    expect(counts.changes).toBeGreaterThan(0);
  });

  it('have the journeys of each, in its own time zone', async () => {
    const raba = await loadFeed(archiveOf(filesOf('raba.zip')), 'raba');
    const feeds = [kuopio, raba];
    const places = await joinPlaces(feeds);
    expect(places.count).toBe(kuopio.stops.ids.length + raba.stops.ids.length);
    const together = plannerOf(feeds, places);
    const random = randomFractions(printedSeed());
    for (const [index, dates] of [
      ['2017-03-01', '2017-03-26'],
      ['2025-10-01', '2025-11-03'],
    ].entries()) {
      const feed = at(feeds, index);
      const alone = plannerOf([feed], await joinPlaces([feed]));
      const placeOf = (row: number) => places.placeOf({ feed: index, row });
      const { found } = compare(random, { feed, alone, together, placeOf, dates });
      expect(found).toBeGreaterThan(10);
    }
  });
});
