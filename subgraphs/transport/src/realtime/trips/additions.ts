import { sharedInts } from '../../feed/columns.ts';
import { indexDepartures } from '../../feed/departures.ts';
import type { Feed } from '../../feed/feed.ts';
import { IdTable } from '../../feed/id-table.ts';
import { findPatterns } from '../../feed/patterns.ts';
import { ServiceCalendar } from '../../feed/service-calendar.ts';
import { type StopTimeTable, timePrecision } from '../../feed/tables.ts';
import { RepeatedTexts } from '../../feed/text-column.ts';
import type { AddedTrip } from './added-trip.ts';
import type { TripRun } from './trip-run.ts';

/** Runs that the timetable does not have, as a small feed beside it with the same stops and routes. */
export interface Additions {
  readonly feed: Feed;
  readonly runs: readonly TripRun[];
}

/** Makes a feed of added trips, so that the rest of the service reads them like any other. */
export async function additionsOf(base: Feed, added: readonly AddedTrip[]): Promise<Additions | null> {
  if (added.length === 0) return null;
  const ids = IdTable.of(added.map(({ id }) => id));
  const tables = {
    ...base,
    trips: {
      ids,
      sourceIds: ids,
      routes: Int32Array.from(added, ({ route }) => route),
      services: Int32Array.from(added.keys()),
      directions: Int8Array.from(added, ({ direction }) => direction),
      headsigns: RepeatedTexts.of(added.map(({ headsign }) => headsign)),
      wheelchair: Uint8Array.from(added, ({ wheelchair }) => wheelchair),
      shapes: new Int32Array(added.length).fill(-1),
      blocks: new Int32Array(added.length).fill(-1),
    },
    calendar: calendarOf(added),
    stopTimes: stopTimesOf(added),
  };
  const found = await findPatterns(tables);
  const patterns = { ...found.patterns, ids: IdTable.of([...found.patterns.ids].map((id) => `${id}:added`)) };
  const feed: Feed = {
    ...tables,
    ...found,
    patterns,
    departures: await indexDepartures(tables.stopTimes, base.stops.ids.length),
  };
  return { feed, runs: added.map(({ run }, trip) => ({ ...run, trip })) };
}

/** Each trip has a service of its own, which runs on one day. */
function calendarOf(added: readonly AddedTrip[]): ServiceCalendar {
  const nothing = new Int32Array(added.length);
  return new ServiceCalendar({
    weekdays: new Uint8Array(added.length),
    from: nothing,
    to: nothing,
    exceptions: {
      offsets: Int32Array.from({ length: added.length + 1 }, (_, service) => service),
      days: Int32Array.from(added, ({ run }) => run.day),
      runs: new Uint8Array(added.length).fill(1),
    },
  });
}

function stopTimesOf(added: readonly AddedTrip[]): StopTimeTable {
  const offsets = sharedInts(added.length + 1);
  for (const [trip, { stopRows }] of added.entries())
    offsets[trip + 1] = (offsets[trip] ?? 0) + stopRows.length;
  const count = offsets[added.length] ?? 0;
  const column = (of: (trip: AddedTrip) => Int32Array) => {
    const values = sharedInts(count);
    for (const [trip, each] of added.entries()) values.set(of(each), offsets[trip]);
    return values;
  };
  const departures = column(({ scheduledDepartures }) => scheduledDepartures);
  const trips = sharedInts(count);
  for (const trip of added.keys()) trips.fill(trip, offsets[trip], offsets[trip + 1]);
  return {
    offsets,
    trips,
    stops: column(({ stopRows }) => stopRows),
    sequences: column(({ sequences }) => sequences),
    arrivals: column(({ scheduledArrivals }) => scheduledArrivals),
    departures,
    pickups: new Uint8Array(count),
    dropOffs: new Uint8Array(count),
    precisions: new Uint8Array(count).fill(timePrecision.exact),
    headsigns: { texts: [], of: new Int32Array() },
    latest: departures.reduce((latest, seconds) => Math.max(latest, seconds), 0),
  };
}
