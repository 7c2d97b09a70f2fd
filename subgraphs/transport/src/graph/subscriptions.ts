import { at, rowsOf } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { locationType } from '../feed/tables.ts';
import type { RealtimeSnapshot } from '../realtime/snapshot.ts';
import { expectedDepartures } from '../realtime/trips/expected-departures.ts';
import type { ObservedState } from '../realtime/updates.ts';
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
      subscribe: (_root, { gtfsId, ...args }) => {
        const withinSeconds = between(args.withinSeconds, 'withinSeconds', [1, 86_400], 3_600);
        const first = between(args.first, 'first', [1, 100], 20);
        return updates.watch('departures', () => {
          const snapshot = current();
          const stops = stopsOf(snapshot.feed, gtfsId);
          if (stops === null) return null;
          const now = instantOf(null, 'at', clock);
          return boardOf(
            snapshot,
            expectedDepartures(snapshot.feed, snapshot, stops, now, now + withinSeconds),
            first,
          );
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
          const shown = activeAlerts(snapshot, alerts, clock).slice(0, first);
          return { state: shown, fingerprint: JSON.stringify(shown.map(({ alert }) => alert)) };
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
  { vehicles }: RealtimeSnapshot,
  departures: Iterable<DepartureModel>,
  first: number,
): ObservedState<DepartureModel[]> {
  const shown: DepartureModel[] = [];
  const parts: (string | number)[] = [];
  for (const departure of departures) {
    if (shown.length === first) break;
    shown.push(departure);
    const { feed, stopTime, serviceDay, at: instant, run, call } = departure;
    const vehicle = vehicles.ofRun(feed, at(feed.stopTimes.trips, stopTime), serviceDay);
    const arrival = estimateOf(run, call, 'arrivals') ?? '';
    parts.push(stopTime, serviceDay, instant, stateOfCall(run, call), arrival, vehicle?.timestamp ?? '');
  }
  return { state: shown, fingerprint: parts.join() };
}

function vehiclesIn(
  { feed, vehicles }: RealtimeSnapshot,
  area: ReturnType<typeof areaOf>,
  first: number,
): ObservedState<VehiclePositionModel[]> {
  const shown = vehicles.within(area).slice(0, first);
  const parts = shown.flatMap(({ id, timestamp, latitude, longitude }) => [
    id,
    timestamp,
    latitude,
    longitude,
  ]);
  return { state: shown.map((vehicle) => ({ feed, vehicle })), fingerprint: parts.join() };
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
