import { at } from '../../feed/columns.ts';
import type { PathwayTable } from '../../pathways/pathway-table.ts';
import type { PlanningTables } from '../planning-tables.ts';
import { basesOf, joinBytes, joinInts, joinOffsets, mapInts } from './columns.ts';
import { mergeStops, type PlaceRows } from './merge-stops.ts';

/**
 * The tables of several feeds as one timetable. Rows follow each other feed by feed, except those of stops,
 * which become places. Tables of one feed stay as they are.
 */
export function mergeTables(feeds: readonly PlanningTables[], places: PlaceRows): PlanningTables {
  if (feeds.length === 1) return at(feeds, 0);
  const stopTimes = feeds.map((feed) => feed.stopTimes);
  const patterns = feeds.map((feed) => feed.patterns);
  const bases = basesOfFeeds(feeds);
  return {
    stops: mergeStops(
      feeds.map(({ stops }) => stops),
      places,
    ),
    stopTimes: {
      offsets: joinOffsets(stopTimes.map(({ offsets }) => offsets)),
      trips: joinInts(
        stopTimes.map(({ trips }) => trips),
        bases.trips,
      ),
      stops: mapInts(
        stopTimes.map(({ stops }) => stops),
        places.of,
      ),
      arrivals: joinInts(stopTimes.map(({ arrivals }) => arrivals)),
      departures: joinInts(stopTimes.map(({ departures }) => departures)),
      pickups: joinBytes(stopTimes.map(({ pickups }) => pickups)),
      dropOffs: joinBytes(stopTimes.map(({ dropOffs }) => dropOffs)),
    },
    pathways: mergePathways(
      feeds.map(({ pathways }) => pathways),
      places,
    ),
    transfers: mergeTransfers(
      feeds.map((feed) => feed.transfers),
      places,
    ),
    tripTransfers: feeds.flatMap(({ tripTransfers }, feed) => {
      const base = at(bases.trips, feed);
      return tripTransfers.map(({ from, to, type }) => ({ from: from + base, to: to + base, type }));
    }),
    services: joinInts(
      feeds.map(({ services }) => services),
      bases.services,
    ),
    blocks: joinInts(
      feeds.map(({ blocks }) => blocks),
      basesOf(feeds.map(({ blocks }) => blocks.reduce((most, block) => Math.max(most, block + 1), 0))),
    ),
    wheelchair: joinBytes(feeds.map(({ wheelchair }) => wheelchair)),
    patterns: {
      offsets: joinOffsets(patterns.map(({ offsets }) => offsets)),
      rows: joinInts(
        patterns.map(({ rows }) => rows),
        bases.trips,
      ),
    },
    routes: joinInts(
      feeds.map(({ routes }) => routes),
      bases.routes,
    ),
    routeCount: feeds.reduce((count, feed) => count + feed.routeCount, 0),
    calendar: mergeCalendars(feeds.map(({ calendar }) => calendar)),
    parts: feeds.map((feed, index) => ({
      ...at(feed.parts, 0),
      firstTrip: at(bases.trips, index),
      firstRoute: at(bases.routes, index),
      firstStopTime: at(bases.stopTimes, index),
    })),
  };
}

/** Rows before those of each feed, by table. */
export function basesOfFeeds(feeds: readonly PlanningTables[]) {
  return {
    trips: basesOf(feeds.map(({ services }) => services.length)),
    routes: basesOf(feeds.map(({ routeCount }) => routeCount)),
    patterns: basesOf(feeds.map(({ routes }) => routes.length)),
    stopTimes: basesOf(feeds.map(({ stopTimes }) => stopTimes.stops.length)),
    services: basesOf(feeds.map(({ calendar }) => calendar.weekdays.length)),
  };
}

function mergePathways(pathways: readonly PathwayTable[], { of }: PlaceRows): PathwayTable {
  return {
    from: mapInts(
      pathways.map(({ from }) => from),
      of,
    ),
    to: mapInts(
      pathways.map(({ to }) => to),
      of,
    ),
    seconds: joinInts(pathways.map(({ seconds }) => seconds)),
    bidirectional: joinBytes(pathways.map(({ bidirectional }) => bidirectional)),
    accessible: joinBytes(pathways.map(({ accessible }) => accessible)),
  };
}

type Transfers = PlanningTables['transfers'];

function mergeTransfers(transfers: readonly Transfers[], { of }: PlaceRows): Transfers {
  const column = (name: keyof Transfers) => transfers.map((own) => own[name]);
  return {
    from: mapInts(column('from'), of),
    to: mapInts(column('to'), of),
    types: joinInts(column('types')),
    minSeconds: joinInts(column('minSeconds')),
  };
}

type Calendar = PlanningTables['calendar'];

function mergeCalendars(calendars: readonly Calendar[]): Calendar {
  const exceptions = calendars.map((calendar) => calendar.exceptions);
  return {
    weekdays: joinBytes(calendars.map(({ weekdays }) => weekdays)),
    from: joinInts(calendars.map(({ from }) => from)),
    to: joinInts(calendars.map(({ to }) => to)),
    exceptions: {
      offsets: joinOffsets(exceptions.map(({ offsets }) => offsets)),
      days: joinInts(exceptions.map(({ days }) => days)),
      runs: joinBytes(exceptions.map(({ runs }) => runs)),
    },
  };
}
