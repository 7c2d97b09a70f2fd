import type { Archive } from '../../../archive/archive.ts';
import { at } from '../../../feed/columns.ts';
import type { IdTable } from '../../../feed/id-table.ts';
import type { StopTable, StopTimeTable, TripTable } from '../../../feed/tables.ts';
import { buildOnDemandTable } from '../../../on-demand/build-table.ts';
import { noOnDemand, type OnDemandCall, type OnDemandTable } from '../../../on-demand/on-demand-table.ts';
import { counted } from '../../counted.ts';
import type { LoadReport } from '../../load-report.ts';
import { readBookingRules } from './booking-rules.ts';
import { type Places, readPlaces } from './places.ts';
import type { RawWindow } from './windows.ts';

/** `pickup_type` and `drop_off_type`. */
const notAvailable = 1;

interface Tables {
  readonly stops: StopTable;
  readonly trips: TripTable;
  readonly stopTimes: StopTimeTable;
  readonly serviceIndex: ReadonlyMap<string, number>;
  /** `trip_id` by the trip rows of the windows, from before headways were expanded. */
  readonly tripIds: IdTable;
}

/** On-demand services (GTFS-Flex). Windows without a known place are left out with a warning. */
export async function readOnDemand(
  archive: Archive,
  report: LoadReport,
  windows: readonly RawWindow[],
  tables: Tables,
): Promise<OnDemandTable> {
  if (windows.length === 0) return noOnDemand;
  const { stops, stopTimes, trips, tripIds } = tables;
  const places = await readPlaces(archive, report, stops.ids);
  const { rules, index } = await readBookingRules(archive, report, tables.serviceIndex);
  const ofStops = new Map<number, number>();
  const calls: OnDemandCall[] = [];
  const leftOut = new Set<number>();
  const windowsOf = new Map<number, number>();
  for (const { trip } of windows) windowsOf.set(trip, (windowsOf.get(trip) ?? 0) + 1);
  for (const window of windows) {
    const trip = window.trip === -1 ? undefined : trips.ids.get(tripIds.at(window.trip));
    const place = placeOf(window, places, ofStops, stops);
    if (trip === undefined || place === null || window.from === null || window.to === null) {
      leftOut.add(window.trip);
      continue;
    }
    const { sequence, from, to, pickup, dropOff, pickupRule, dropOffRule } = window;
    const call: OnDemandCall = {
      ...{ trip, sequence, place, from, to, pickup, dropOff },
      isScheduled: false,
      pickupRule: index.get(pickupRule) ?? -1,
      dropOffRule: index.get(dropOffRule) ?? -1,
    };
    const isAlone = windowsOf.get(window.trip) === 1 && callsOf(stopTimes, trip) === 0;
    if (isAlone && at(places.places, place).kind !== 'stop') calls.push(...rideWithin(call));
    else calls.push(call);
  }
  calls.push(...scheduledCalls(tables, new Set(calls.map(({ trip }) => trip)), places, ofStops));
  if (leftOut.size > 0) {
    const message = `on-demand parts of ${counted(leftOut.size, 'trip')} without a known place or a window are omitted`;
    report.warning('on_demand_trips_left_out', 'stop_times.txt', null, null, message);
  }
  return buildOnDemandTable(places.places, rules, calls);
}

/** In drafts before 2024, one call serves rides within its place, for which the standard asks two. */
function rideWithin(call: OnDemandCall): OnDemandCall[] {
  return [
    { ...call, dropOff: notAvailable },
    { ...call, sequence: call.sequence + 1, pickup: notAvailable },
  ];
}

function callsOf({ offsets }: StopTimeTable, trip: number): number {
  return at(offsets, trip + 1) - at(offsets, trip);
}

/** Calls of on-demand trips with a time instead of a window: passengers may ride between them and a zone. */
function scheduledCalls(
  { stops, stopTimes }: Tables,
  trips: ReadonlySet<number>,
  places: Places,
  ofStops: Map<number, number>,
): OnDemandCall[] {
  const calls: OnDemandCall[] = [];
  for (const trip of trips) {
    for (let row = at(stopTimes.offsets, trip); row < at(stopTimes.offsets, trip + 1); row += 1) {
      calls.push({
        trip,
        sequence: at(stopTimes.sequences, row),
        place: stopPlace(at(stopTimes.stops, row), places, ofStops, stops),
        from: at(stopTimes.arrivals, row),
        to: at(stopTimes.departures, row),
        isScheduled: true,
        pickup: at(stopTimes.pickups, row),
        dropOff: at(stopTimes.dropOffs, row),
        pickupRule: -1,
        dropOffRule: -1,
      });
    }
  }
  return calls;
}

function placeOf(
  { location, group, stop }: RawWindow,
  places: Places,
  ofStops: Map<number, number>,
  stops: StopTable,
): number | null {
  if (location !== '') return places.zones.get(location) ?? null;
  if (group !== '') return places.groups.get(group) ?? null;
  const row = stops.ids.get(stop);
  if (row !== undefined) return stopPlace(row, places, ofStops, stops);
  return places.groups.get(stop) ?? places.zones.get(stop) ?? null;
}

function stopPlace(stop: number, { places }: Places, ofStops: Map<number, number>, stops: StopTable): number {
  const known = ofStops.get(stop);
  if (known !== undefined) return known;
  const place = places.push({ kind: 'stop', id: stops.ids.at(stop), stops: [stop] }) - 1;
  ofStops.set(stop, place);
  return place;
}
