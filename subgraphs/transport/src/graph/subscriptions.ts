import { type GraphQLResolveInfo, visit } from 'graphql';
import { at } from '../feed/columns.ts';
import { locationType } from '../feed/tables.ts';
import type { Instant } from '../feed/zone-clock.ts';
import type { FeedsInService } from '../feeds/feeds-in-service.ts';
import type { ServiceAlert } from '../realtime/alerts/alert.ts';
import { departuresOfBoards } from '../realtime/trips/expected-departures.ts';
import type { ObservedState } from '../realtime/updates.ts';
import type { Vehicle } from '../realtime/vehicles/vehicle.ts';
import { type AlertsOfFeed, activeAlerts } from './alerts.ts';
import { between, instantOf } from './arguments.ts';
import type { Setting, TransportResolvers } from './context.ts';
import type { DepartureModel, FeedRow, ServiceAlertModel, VehiclePositionModel } from './mappers.ts';
import { estimateOf, stateOfCall } from './realtime-call.ts';
import type { SubscriptionAlertsUpdatedArgs } from './resolver-types.ts';
import { type BoardOfFeed, boardsAt } from './stop.ts';
import { areaOf, vehiclesWithin } from './vehicles.ts';

/** An event is the state itself; the state of the moment when it is served may be a newer one. */
const state = <State>(event: State) => event;

export function subscriptionResolvers({
  clock,
  updates,
  inService,
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
          const feeds = inService();
          const place = stopOf(feeds, gtfsId);
          if (place === null) return null;
          const now = instantOf(null, 'at', clock);
          const boards = boardsAt({ feeds }, place);
          return boardOf(boards, now + withinSeconds, { first, reads, now });
        });
      },
      resolve: state<DepartureModel[]>,
    },
    vehiclesUpdated: {
      subscribe: (_root, args) => {
        const area = areaOf(args);
        const first = between(args.first, 'first', [1, 500], 100);
        return updates.watch('vehicles', () => vehiclesShown(inService(), area, first));
      },
      resolve: state<VehiclePositionModel[]>,
    },
    alertsUpdated: {
      subscribe: (_root, args) => {
        const first = between(args.first, 'first', [1, 100], 20);
        return updates.watch('alerts', () => {
          const found = alertsAbout(inService(), args);
          if (found === null) return null;
          const shown = activeAlerts(found, clock, { first });
          return { state: shown, fingerprint: shown.map(({ alert }) => alert.fingerprint).join() };
        });
      },
      resolve: state<ServiceAlertModel[]>,
    },
  };
}

/** A stop or station; `null` if there is none with this id. */
function stopOf(feeds: FeedsInService, gtfsId: string): FeedRow | null {
  const found = feeds.find(gtfsId);
  const feed = found?.served.loaded.feed;
  const row = feed?.stops.ids.get(found?.id ?? '');
  if (feed === undefined || row === undefined) return null;
  const kind = at(feed.stops.kinds, row);
  return kind === locationType.station || kind === locationType.stop ? { feed, row } : null;
}

function boardOf(
  boards: readonly BoardOfFeed[],
  until: Instant,
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
  const realtimeOf = new Map(boards.map(({ feed, realtime }) => [feed.id, realtime]));
  const parts: (string | number)[] = reads.alerts
    ? boards.map(({ realtime }) => realtime.alerts.fingerprintAt(now))
    : [];
  for (const departure of departuresOfBoards(boards, now, until)) {
    if (shown.length === first) break;
    shown.push(departure);
    const { feed, stopTime, serviceDay, at: instant, run, call } = departure;
    const arrival = estimateOf(run, call, 'arrivals') ?? '';
    parts.push(
      feed.id,
      stopTime,
      serviceDay,
      instant,
      stateOfCall(run, call),
      arrival,
      run?.occupancies?.[call] ?? '',
    );
    if (!reads.vehicles) continue;
    const { vehicles } = realtimeOf.get(feed.id) ?? {};
    const vehicle = vehicles?.ofRun(feed, at(feed.stopTimes.trips, stopTime), serviceDay) ?? null;
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

function vehiclesShown(
  feeds: FeedsInService,
  area: ReturnType<typeof areaOf>,
  first: number,
): ObservedState<VehiclePositionModel[]> {
  const state = vehiclesWithin(feeds, area).slice(0, first);
  return { state, fingerprint: state.map(({ vehicle }) => stateOfVehicle(vehicle)).join() };
}

function stateOfVehicle({ id, timestamp, latitude, longitude }: Vehicle): string {
  return `${id} ${timestamp} ${latitude} ${longitude}`;
}

/** Alerts of all feeds, or those about a stop and a route; `null` if a feed does not have one of them. */
function alertsAbout(
  feeds: FeedsInService,
  { stop, route }: SubscriptionAlertsUpdatedArgs,
): readonly AlertsOfFeed[] | null {
  let found: readonly AlertsOfFeed[] = feeds.all.map(({ realtime: { alerts } }) => alerts);
  if (stop != null) {
    const place = stopOf(feeds, stop);
    if (place === null) return null;
    const wanted = feeds.membersOf(place).flatMap(({ served, row }) => served.realtime.alerts.ofStop(row));
    found = onlyThose(found, wanted);
  }
  if (route != null) {
    const line = feeds.find(route);
    const row = line?.served.loaded.feed.routeIndex.get(line.id);
    if (line === null || row === undefined) return null;
    found = onlyThose(found, line.served.realtime.alerts.ofRoute(row));
  }
  return found;
}

function onlyThose(found: readonly AlertsOfFeed[], wanted: readonly ServiceAlert[]): readonly AlertsOfFeed[] {
  const those = new Set(wanted);
  return found.map(({ feed, alerts }) => ({ feed, alerts: alerts.filter((alert) => those.has(alert)) }));
}
