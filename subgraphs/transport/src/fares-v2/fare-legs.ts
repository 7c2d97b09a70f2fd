import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { Instant } from '../feed/zone-clock.ts';
import type { FaresV2, LegRule } from './fares-v2.ts';
import type { LegPlaces } from './leg-rules.ts';

/** A ride in one vehicle, with its times by timetable. */
export interface FareRide {
  /** Routes of the vehicle, whose route may change while passengers stay aboard. */
  readonly routes: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly departure: Instant;
  readonly arrival: Instant;
}

/** An effective fare leg: rides that fare_leg_rules.txt sees as one. */
export interface FareLeg extends LegPlaces {
  readonly from: number;
  readonly to: number;
  readonly departure: Instant;
  readonly arrival: Instant;
  /** Positions of its first and last ride in the journey. */
  readonly firstRide: number;
  readonly lastRide: number;
}

type FareFeed = Pick<Feed, 'stops' | 'calendar' | 'clock'>;

/** The fare legs of rides, joined by fare_leg_join_rules.txt. */
export function fareLegs(feed: FareFeed, fares: FaresV2, rides: readonly FareRide[]): readonly FareLeg[] {
  const legs: FareLeg[] = [];
  for (const [index, ride] of rides.entries()) {
    const leg: FareLeg = {
      ...ride,
      networks: networksOf(fares, ride),
      fromAreas: fares.areasOfStop.get(ride.from) ?? [],
      toAreas: fares.areasOfStop.get(ride.to) ?? [],
      firstRide: index,
      lastRide: index,
    };
    const before = legs.at(-1);
    const previous = rides[index - 1];
    if (before === undefined || previous === undefined || !isJoined(feed, fares, previous, ride)) {
      legs.push(leg);
      continue;
    }
    const { to, arrival, toAreas, lastRide } = leg;
    const networks = new Set([...before.networks, ...leg.networks]);
    legs[legs.length - 1] = { ...before, to, arrival, toAreas, lastRide, networks };
  }
  return legs;
}

function networksOf({ networks }: FaresV2, { routes }: FareRide): ReadonlySet<string> {
  return new Set(routes.map((route) => at(networks, route)));
}

function isJoined({ stops }: FareFeed, fares: FaresV2, before: FareRide, after: FareRide): boolean {
  const [lastRoute, firstRoute] = [before.routes.at(-1), after.routes[0]];
  if (lastRoute === undefined || firstRoute === undefined) return false;
  const stationOf = (stop: number) => (at(stops.parents, stop) === -1 ? stop : at(stops.parents, stop));
  return fares.joinRules.joins({
    fromNetwork: at(fares.networks, lastRoute),
    toNetwork: at(fares.networks, firstRoute),
    from: { stop: before.to, station: stationOf(before.to) },
    to: { stop: after.from, station: stationOf(after.from) },
  });
}

/** The rules of fare_leg_rules.txt for a leg, by its places and times. */
export function rulesOfLeg(feed: FareFeed, fares: FaresV2, leg: FareLeg): readonly LegRule[] {
  const isAtDeparture = timeframesAt(feed, fares, leg.departure);
  const isAtArrival = timeframesAt(feed, fares, leg.arrival);
  return fares.legRules.of(
    leg,
    ({ fromTimeframe, toTimeframe }) => isAtDeparture(fromTimeframe) && isAtArrival(toTimeframe),
  );
}

/**
 * Says whether an instant is in a group of timeframes, and looks at each group once. Timeframes use the
 * calendar day, not the service day (timeframes.txt, "Local time semantics").
 */
function timeframesAt({ calendar, clock }: FareFeed, { timeframes }: FaresV2, instant: Instant) {
  const day = clock.dayOf(instant);
  const time = instant + clock.offset(instant) - day * 86_400;
  const active = calendar.activeOn(day);
  const known = new Map<string, boolean>([['', true]]);
  return (group: string): boolean => {
    const isIn =
      known.get(group) ??
      (timeframes.get(group) ?? []).some(
        ({ from, to, service }) => time >= from && time < to && active[service] === 1,
      );
    known.set(group, isIn);
    return isIn;
  };
}
