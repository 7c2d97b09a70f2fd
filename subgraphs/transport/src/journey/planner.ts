import { Query, type Result, Router, Time, type VehicleLeg } from 'minotor';
import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { Instant } from '../feed/zone-clock.ts';
import type { Day } from '../gtfs/date.ts';
import { buildDayTimetable, type DayTimetable } from './day-timetable.ts';
import { type DraftLeg, type Itinerary, timeLegs } from './itinerary.ts';
import { buildNetwork, callOf, type Network, type NodeId, placeOf, stopOfNode } from './network.ts';

export interface JourneyQuery {
  /** Rows of stops or stations. */
  readonly from: number;
  readonly to: number;
  readonly departAt: Instant;
  readonly maxTransfers: number;
}

/** Timetables kept ready. Most people ask about today or tomorrow; one takes some megabytes. */
const rememberedDays = 3;

/** Plans journeys on one feed by RAPTOR (Delling, Pajor, Werneck 2012), through `minotor`. */
export class JourneyPlanner {
  readonly #feed: Feed;
  readonly #days = new Map<Day, DayTimetable>();
  #network: Network | undefined;

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  /**
   * The journeys that arrive earliest: the one with the fewest changes first, each further one arriving earlier
   * at the price of more changes. Empty where there is none within the next day.
   */
  plan({ from, to, departAt, maxTransfers }: JourneyQuery): Itinerary[] {
    const network = this.#buildNetworkOnce();
    const day = this.#timetableOf(network, this.#feed.clock.dayOf(departAt));
    const query = new Query.Builder()
      .from(placeOf(from))
      .to(placeOf(to))
      .departureTime(Time.fromSeconds(departAt - day.axisStart))
      .maxTransfers(maxTransfers)
      .build();
    const result = new Router(day.timetable, network.stopsIndex).route(query);
    const itineraries: Itinerary[] = [];
    for (const { round, node } of improvingArrivals(
      result,
      network.stopsIndex.equivalentStops(placeOf(to)),
    )) {
      const drafts = traceLegs(network, day, result, round, node);
      if (drafts.length > 0) itineraries.push(timeLegs(drafts, departAt));
    }
    return itineraries;
  }

  #buildNetworkOnce(): Network {
    this.#network ??= buildNetwork(this.#feed);
    return this.#network;
  }

  #timetableOf(network: Network, day: Day): DayTimetable {
    const timetable = this.#days.get(day) ?? buildDayTimetable(network, day);
    // A map keeps the order of insertion: the day used last goes to the end, the one not used longest leaves.
    this.#days.delete(day);
    this.#days.set(day, timetable);
    const [longestUnused] = this.#days.keys();
    if (this.#days.size > rememberedDays && longestUnused !== undefined) this.#days.delete(longestUnused);
    return timetable;
  }
}

/**
 * The destination's arrivals by number of vehicles, as far as each arrives before those with fewer.
 *
 * Read from the arrivals of each round, not from the router's `bestRoute`: its overall arrivals may be
 * overwritten by a later round's walk that arrives later.
 */
function* improvingArrivals(result: Result, destinations: readonly NodeId[]) {
  let best = Number.POSITIVE_INFINITY;
  for (const [round, arrivals] of result.earliestArrivalsPerRound.entries()) {
    let found: NodeId | undefined;
    for (const node of destinations) {
      const arrival = arrivals.get(node)?.time.toSeconds() ?? Number.POSITIVE_INFINITY;
      if (arrival < best) {
        best = arrival;
        found = node;
      }
    }
    if (found !== undefined) yield { round, node: found };
  }
}

/** Follows the router's labels back from the destination to where the journey began. */
function traceLegs(
  network: Network,
  day: DayTimetable,
  result: Result,
  lastRound: number,
  destination: NodeId,
): DraftLeg[] {
  const legs: DraftLeg[] = [];
  let round = lastRound;
  let node = destination;
  for (;;) {
    const leg = result.earliestArrivalsPerRound[round]?.get(node)?.leg;
    if (leg === undefined) return legs;
    if ('departureTime' in leg) {
      legs.unshift(transitLeg(network, day, leg));
      round -= 1;
    } else {
      const way = walkLeg(network, leg.from.id, node);
      if (way !== undefined) legs.unshift(way);
    }
    node = leg.from.id;
  }
}

function transitLeg(network: Network, day: DayTimetable, leg: VehicleLeg): DraftLeg {
  const { feed } = network;
  const found = day.runOf(leg.route, leg.from.id, leg.departureTime.toSeconds());
  if (found === undefined) throw new Error('the router rides on a run that is not in its timetable');
  const { run, call } = found;
  const boarding = at(feed.stopTimes.offsets, run.trip) + call;
  return {
    kind: 'transit',
    from: stopOfNode(leg.from.id),
    to: stopOfNode(leg.to.id),
    departure: leg.departureTime.toSeconds() + day.axisStart,
    arrival: leg.arrivalTime.toSeconds() + day.axisStart,
    trip: run.trip,
    serviceDay: run.serviceDay,
    boarding,
    alighting: boarding + callOf(network, at(feed.patternOfTrip, run.trip), leg.to.id) - call,
  };
}

/** Nothing where one only waits at the stop for the next vehicle. */
function walkLeg({ footpaths }: Network, fromNode: NodeId, toNode: NodeId): DraftLeg | undefined {
  const from = stopOfNode(fromNode);
  const to = stopOfNode(toNode);
  if (from === to) return undefined;
  const path = footpaths.get(from)?.find((footpath) => footpath.to === to);
  if (path === undefined) throw new Error('the router walks where there is no way');
  return { kind: 'walk', from, to, meters: path.meters, seconds: path.seconds };
}
