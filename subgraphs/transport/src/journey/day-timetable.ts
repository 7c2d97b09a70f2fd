import { Duration, type PickUpDropOffType, type ServiceRoute, Time, Timetable } from 'minotor';
import { at } from '../feed/columns.ts';
import type { Instant } from '../feed/zone-clock.ts';
import type { Day } from '../gtfs/date.ts';
import { callOf, type Network, type NodeId } from './network.ts';
import { findRuns, type Run, type RunGroup } from './runs.ts';

type RouterRoute = NonNullable<ReturnType<Timetable['getRoute']>>;
type RouterStopTime = RouterRoute['stopTimes'][number];
type StopsAdjacency = ConstructorParameters<typeof Timetable>[0];

const availability: readonly PickUpDropOffType[] = [
  'REGULAR',
  'NOT_AVAILABLE',
  'MUST_PHONE_AGENCY',
  'MUST_COORDINATE_WITH_DRIVER',
];

/**
 * The router's timetable, searched by number. The router compares its `Time` objects with `>=`, which turns
 * each of them into text first, and walks through all trips from the first one.
 */
class SearchableTimetable extends Timetable {
  override findEarliestTrip(
    route: RouterRoute,
    stop: NodeId,
    beforeTrip?: number,
    after: Time = Time.origin(),
  ): number | undefined {
    const width = route.stops.length;
    const call = route.stopIndices.get(stop);
    if (call === undefined || at(route.stopTimes, call).pickUpType === 'NOT_AVAILABLE') return undefined;
    const earliest = after.toSeconds();
    const end = beforeTrip ?? route.stopTimes.length / width;
    let low = 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (at(route.stopTimes, middle * width + call).departure.toSeconds() < earliest) low = middle + 1;
      else high = middle;
    }
    // Only an earlier trip than the one the router sits in is worth a change; the same one is not.
    return low < end ? low : undefined;
  }
}

/** All that runs around one service day, ready for the router. */
export interface DayTimetable {
  readonly timetable: Timetable;
  /** The instant at which the router's clock shows 0. */
  readonly axisStart: Instant;
  /** Finds the run that a leg of the router rides on. */
  readonly runOf: (route: ServiceRoute, boardingNode: NodeId, departure: number) => RunCall | undefined;
}

interface RunCall {
  readonly run: Run;
  /** Index of the boarding stop within the trip. */
  readonly call: number;
}

/**
 * The axis of the router counts real seconds, and each service day is laid on it where noon minus 12 h falls:
 * so journeys over midnight and over a change of the clocks need no special case.
 */
export function buildDayTimetable(network: Network, day: Day): DayTimetable {
  const { feed } = network;
  const axisStart = feed.clock.serviceDayStart(day - 1);
  const groups = feed.patterns.flatMap((_, pattern) => findRuns(feed, pattern, day, axisStart));
  const routes = new Map<string, RouterRoute>();
  const serviceRoutes = new Map<string, ServiceRoute>();
  const groupOf = new Map<ServiceRoute, RunGroup>();
  const routesAt = new Map<NodeId, string[]>();
  for (const [index, group] of groups.entries()) {
    const id = String(index);
    const route = routerRoute(network, group, id);
    const serviceRoute: ServiceRoute = { type: 'BUS', name: id };
    routes.set(id, route);
    serviceRoutes.set(id, serviceRoute);
    groupOf.set(serviceRoute, group);
    for (const node of route.stops) {
      const known = routesAt.get(node);
      if (known === undefined) routesAt.set(node, [id]);
      else known.push(id);
    }
  }
  return {
    timetable: new SearchableTimetable(adjacency(network, routesAt), routes, serviceRoutes),
    axisStart,
    runOf: (serviceRoute, node, departure) => {
      const group = groupOf.get(serviceRoute);
      const call = group === undefined ? -1 : callOf(network, group.pattern, node);
      const run = group?.runs.find(({ trip, shift }) => {
        const row = at(feed.stopTimes.offsets, trip) + call;
        return at(feed.stopTimes.departures, row) + shift === departure;
      });
      return run === undefined ? undefined : { run, call };
    },
  };
}

function routerRoute({ feed, patternNodes }: Network, group: RunGroup, id: string): RouterRoute {
  const { offsets, arrivals, departures, pickups, dropOffs } = feed.stopTimes;
  const stops = [...at(patternNodes, group.pattern)];
  const stopTimes: RouterStopTime[] = [];
  for (const { trip, shift } of group.runs) {
    for (let row = at(offsets, trip); row < at(offsets, trip + 1); row += 1) {
      const arrival = Time.fromSeconds(at(arrivals, row) + shift);
      const waits = at(departures, row) !== at(arrivals, row);
      const departure = waits ? Time.fromSeconds(at(departures, row) + shift) : arrival;
      const [dropOffType, pickUpType] = [
        at(availability, at(dropOffs, row)),
        at(availability, at(pickups, row)),
      ];
      stopTimes.push(
        { arrival, departure, dropOffType, pickUpType: 'NOT_AVAILABLE' },
        { arrival, departure, dropOffType: 'NOT_AVAILABLE', pickUpType },
      );
    }
  }
  return {
    stopTimes,
    stops,
    stopIndices: new Map(stops.map((node, index) => [node, index])),
    serviceRouteId: id,
  };
}

/** Ways lead from where one gets off to where one gets on: at the same stop in no time, to others on foot. */
function adjacency({ nodesOf, footpaths }: Network, routesAt: ReadonlyMap<NodeId, string[]>): StopsAdjacency {
  const stops: StopsAdjacency = new Map();
  for (const [stop, paths] of footpaths) {
    const sameStop = nodesOf(stop, 'on').map((destination) => ({ destination, type: 'IN_SEAT' as const }));
    const walks = paths.flatMap(({ to, seconds }) =>
      nodesOf(to, 'on').map((destination) => walk(destination, seconds)),
    );
    const transfers = [...sameStop, ...walks];
    for (const node of nodesOf(stop, 'off')) stops.set(node, { routes: [], transfers });
    for (const node of nodesOf(stop, 'on'))
      stops.set(node, { routes: routesAt.get(node) ?? [], transfers: [] });
  }
  return stops;
}

function walk(destination: NodeId, seconds: number) {
  return {
    destination,
    type: 'REQUIRES_MINIMAL_TIME' as const,
    minTransferTime: Duration.fromSeconds(seconds),
  };
}
