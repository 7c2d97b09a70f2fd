import { Query, type Result, Router, Time, type VehicleLeg } from 'minotor';
import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { Instant } from '../feed/zone-clock.ts';
import type { Day } from '../gtfs/date.ts';
import { buildDayTimetable, type DayTimetable } from './day-timetable.ts';
import { type DraftLeg, type Itinerary, timeLegs } from './itinerary.ts';
import { buildNetwork, type Network, type NodeId, nodeId, stopOfNode } from './network.ts';

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
      .from(nodeId(from, 1))
      .to(nodeId(to, 1))
      .departureTime(Time.fromSeconds(departAt - day.axisStart))
      .maxTransfers(maxTransfers)
      .build();
    const result = new Router(day.timetable, network.stopsIndex).route(query);
    const itineraries: Itinerary[] = [];
    for (const { round, node } of improvingArrivals(
      result,
      network.stopsIndex.equivalentStops(nodeId(to, 1)),
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
      prependWalk(legs, network, leg.from.id, node);
    }
    node = leg.from.id;
  }
}

function transitLeg({ feed, patternNodes }: Network, day: DayTimetable, leg: VehicleLeg): DraftLeg {
  const found = day.runOf(leg.route, leg.from.id, leg.departureTime.toSeconds());
  if (found === undefined) throw new Error('the router rides on a run that is not in its timetable');
  const { run, call } = found;
  const boarding = at(feed.stopTimes.offsets, run.trip) + call;
  const nodes = at(patternNodes, at(feed.patternOfTrip, run.trip));
  return {
    kind: 'transit',
    from: stopOfNode(leg.from.id),
    to: stopOfNode(leg.to.id),
    departure: leg.departureTime.toSeconds() + day.axisStart,
    arrival: leg.arrivalTime.toSeconds() + day.axisStart,
    trip: run.trip,
    serviceDay: run.serviceDay,
    boarding,
    alighting: boarding + nodes.indexOf(leg.to.id) - call,
  };
}

/** Two walks in a row are one; from one call at a stop to the next there is nothing to walk. */
function prependWalk(legs: DraftLeg[], { footpaths }: Network, fromNode: NodeId, toNode: NodeId): void {
  const from = stopOfNode(fromNode);
  const to = stopOfNode(toNode);
  if (from === to) return;
  const path = footpaths.get(from)?.find((footpath) => footpath.to === to);
  if (path === undefined) throw new Error('the router walks where there is no way');
  const next = legs[0];
  if (next?.kind !== 'walk') {
    legs.unshift({ kind: 'walk', from, to, meters: path.meters, seconds: path.seconds });
    return;
  }
  const direct = footpaths.get(from)?.find((footpath) => footpath.to === next.to);
  const meters = direct?.meters ?? path.meters + next.meters;
  const seconds = direct?.seconds ?? path.seconds + next.seconds;
  legs[0] = { kind: 'walk', from, to: next.to, meters, seconds };
}
