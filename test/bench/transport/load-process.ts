import { setTimeout as wait } from 'node:timers/promises';
import { intAt } from '../../../subgraphs/transport/src/feed/columns.ts';
import type { Feed } from '../../../subgraphs/transport/src/feed/feed.ts';
import type { JourneyQuery } from '../../../subgraphs/transport/src/journey/planner.ts';
import { planningTables } from '../../../subgraphs/transport/src/journey/planning-tables.ts';
import { JourneyService } from '../../../subgraphs/transport/src/journey/worker/journey-service.ts';
import { loadInThread } from '../../../subgraphs/transport/src/loading/load-in-thread.ts';
import { joinPlaces } from '../../../subgraphs/transport/src/places/join-places.ts';
import { zipSource } from '../../../subgraphs/transport/src/source/zip-source.ts';
import { busiestDay } from './feed.ts';

/*
 * A process of its own that loads one feed, plans a journey on it, and prints what that took as JSON: memory
 * is that of serving, with the planner's thread. Run with --expose-gc.
 */

/** What loading took. */
export interface LoadFigures {
  readonly stopTimes: number;
  readonly seconds: number;
  readonly cpuMs: number;
  /** Resident memory before loading, and after it and garbage collection, in bytes. */
  readonly before: number;
  readonly after: number;
  readonly peak: number;
  /** From the loaded feed to the answer of the first journey. */
  readonly firstJourneySeconds: number;
}

const [path = ''] = process.argv.slice(2);
const before = await residentAfterCollection();
const cpuBefore = process.cpuUsage();
const begin = performance.now();
const feed = await loadInThread(await zipSource(path).read(), 'B');
const seconds = (performance.now() - begin) / 1_000;
const { user, system } = process.cpuUsage(cpuBefore);
const firstJourneySeconds = await planOne(feed);
const figures: LoadFigures = {
  ...{ stopTimes: feed.stopTimes.stops.length, seconds, cpuMs: (user + system) / 1_000, firstJourneySeconds },
  ...{ before, after: await residentAfterCollection(), peak: process.resourceUsage().maxRSS * 1_024 },
};
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit());

async function planOne(loaded: Feed): Promise<number> {
  const start = performance.now();
  const planned = { feeds: [planningTables(loaded)], places: await joinPlaces([loaded]) };
  const service = new JourneyService(planned, (error) => process.stderr.write(`${String(error)}\n`));
  await service.warm();
  const caller = { app: 'bench', request: 'bench', signal: new AbortController().signal };
  const { itineraries } = await service.plan(firstRide(loaded), caller);
  if (itineraries.length === 0) throw new Error('the planner finds no journey');
  return (performance.now() - start) / 1_000;
}

/** From the first to the last stop of a trip of the busiest day. */
function firstRide(loaded: Feed): JourneyQuery {
  const { stopTimes, trips, calendar, clock } = loaded;
  const day = busiestDay(loaded);
  const active = calendar.activeOn(day);
  const trip = trips.services.findIndex((service) => active[service] === 1);
  const first = intAt(stopTimes.offsets, trip);
  return {
    from: intAt(stopTimes.stops, first),
    to: intAt(stopTimes.stops, intAt(stopTimes.offsets, trip + 1) - 1),
    departAt: clock.serviceDayStart(day) + intAt(stopTimes.departures, first),
    maxTransfers: 4,
  };
}

async function residentAfterCollection(): Promise<number> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await wait(100);
  }
  return process.memoryUsage.rss();
}
