import { type GraphQLResolveInfo, visit } from 'graphql';
import { at, rowsOf } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import type { Instant } from '../feed/zone-clock.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import { expectedDepartures } from '../realtime/trips/expected-departures.ts';
import type { ObservedState } from '../realtime/updates.ts';
import type { Vehicle } from '../realtime/vehicles/vehicle.ts';
import { activeAlerts } from './alerts.ts';
import { between, instantOf } from './arguments.ts';
import type { Setting, TransportResolvers } from './context.ts';
import { feedScopedId } from './loaders.ts';
import type { DepartureModel, ServiceAlertModel, VehiclePositionModel } from './mappers.ts';
import { estimateOf, stateOfCall } from './realtime-call.ts';
import type { SubscriptionAlertsUpdatedArgs } from './resolver-types.ts';
import { areaOf } from './vehicles.ts';

/** An event is the state itself; the state of the moment when it is served may be a newer one. */
const state = <State>(event: State) => event;

export function subscriptionResolvers({
  clock,
  updates,
  realtime: current,
}: Setting): TransportResolvers['Subscription'] {
  return {
    departuresUpdated: {
      subscribe: (_root, { gtfsId, ...args }, _context, info) => {
        const withinSeconds = between(args.withinSeconds, 'withinSeconds', [1, 86_400], 3_600);
        const first = between(args.first, 'first', [1, 100], 20);
        const fields = fieldsReadBy(info);
        const reads = {
          vehicles: fields.has('vehicle') || fields.has('occupancy'),
          alerts: fields.has('alerts'),
        };
        return updates.watch(reads.vehicles ? 'departures-with-vehicles' : 'departures', () => {
          const snapshot = current();
          const stops = stopsOf(snapshot.feed, gtfsId);
          if (stops === null) return null;
          const now = instantOf(null, 'at', clock);
          const departures = expectedDepartures(snapshot.feed, snapshot, stops, now, now + withinSeconds);
          return boardOf(snapshot, departures, { first, reads, now });
        });
      },
      resolve: state<DepartureModel[]>,
    },
    vehiclesUpdated: {
      subscribe: (_root, args) => {
        const area = areaOf(args);
        const first = between(args.first, 'first', [1, 500], 100);
        return updates.watch('vehicles', () => vehiclesIn(current(), area, first));
      },
      resolve: state<VehiclePositionModel[]>,
    },
    alertsUpdated: {
      subscribe: (_root, args) => {
        const first = between(args.first, 'first', [1, 100], 20);
        return updates.watch('alerts', () => {
          const snapshot = current();
          const alerts = alertsAbout(snapshot, args);
          if (alerts === null) return null;
          const shown = activeAlerts(snapshot, alerts, clock, { first });
          return { state: shown, fingerprint: shown.map(({ alert }) => alert.fingerprint).join() };
        });
      },
      resolve: state<ServiceAlertModel[]>,
    },
  };
}

/** Stops of a stop or station; `null` if there is none with this id. */
function stopsOf(feed: Feed, gtfsId: string): number[] | null {
  const row = feed.stops.indexOf.get(feedScopedId(feed, gtfsId));
  if (row === undefined) return null;
  const kind = at(feed.stops.kinds, row);
  if (kind === locationType.station) return [...rowsOf(feed.stops.children, row)];
  return kind === locationType.stop ? [row] : null;
}

function boardOf(
  { vehicles, alerts }: RealtimeSnapshot,
  departures: Iterable<DepartureModel>,
  {
    first,
    reads,
    now,
  }: {
    readonly first: number;
    readonly reads: Record<'vehicles' | 'alerts', boolean>;
    readonly now: Instant;
  },
): ObservedState<DepartureModel[]> {
  const shown: DepartureModel[] = [];
  const parts: (string | number)[] = reads.alerts ? [alerts.fingerprintAt(now)] : [];
  for (const departure of departures) {
    if (shown.length === first) break;
    shown.push(departure);
    const { feed, stopTime, serviceDay, at: instant, run, call } = departure;
    const arrival = estimateOf(run, call, 'arrivals') ?? '';
    parts.push(
      stopTime,
      serviceDay,
      instant,
      stateOfCall(run, call),
      arrival,
      run?.occupancies?.[call] ?? '',
    );
    if (!reads.vehicles) continue;
    const vehicle = vehicles.ofRun(feed, at(feed.stopTimes.trips, stopTime), serviceDay);
    parts.push(vehicle === null ? '' : stateOfVehicle(vehicle));
  }
  return { state: shown, fingerprint: parts.join() };
}

/** Names of all fields of an operation. */
function fieldsReadBy({ operation, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  const names = new Set<string>();
  for (const definition of [operation, ...Object.values(fragments)]) {
    visit(definition, { Field: ({ name }) => void names.add(name.value) });
  }
  return names;
}

function vehiclesIn(
  { feed, vehicles }: RealtimeSnapshot,
  area: ReturnType<typeof areaOf>,
  first: number,
): ObservedState<VehiclePositionModel[]> {
  const shown = vehicles.within(area).slice(0, first);
  return {
    state: shown.map((vehicle) => ({ feed, vehicle })),
    fingerprint: shown.map(stateOfVehicle).join(),
  };
}

function stateOfVehicle({ id, timestamp, latitude, longitude }: Vehicle): string {
  return `${id} ${timestamp} ${latitude} ${longitude}`;
}

function alertsAbout({ feed, alerts }: RealtimeSnapshot, { stop, route }: SubscriptionAlertsUpdatedArgs) {
  let found = alerts.alerts;
  if (stop != null) {
    const row = feed.stops.indexOf.get(feedScopedId(feed, stop));
    if (row === undefined) return null;
    const ofStop = new Set(alerts.ofStop(row));
    found = found.filter((alert) => ofStop.has(alert));
  }
  if (route != null) {
    const row = feed.routeIndex.get(feedScopedId(feed, route));
    if (row === undefined) return null;
    const ofRoute = new Set(alerts.ofRoute(row));
    found = found.filter((alert) => ofRoute.has(alert));
  }
  return found;
}
