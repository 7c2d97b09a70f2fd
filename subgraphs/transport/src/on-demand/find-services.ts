import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import type { Instant } from '../feed/zone-clock.ts';
import type { Day } from '../gtfs/date.ts';
import type { OnDemandCall } from './on-demand-table.ts';
import { contains } from './zones/contains.ts';

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

export interface OnDemandQuery {
  readonly from: Place;
  /** `null` for any destination. */
  readonly to: Place | null;
  /** Pickup is possible at an instant from `at` to `until`. */
  readonly at: Instant;
  readonly until: Instant;
  /** Maximum straight-line distance to a stop. */
  readonly radiusMeters: number;
}

/** A trip on a service day that picks passengers up at a place. */
export interface OnDemandService {
  readonly day: Day;
  readonly pickup: OnDemandCall;
  /** Calls where passengers can get off. */
  readonly dropOffs: readonly OnDemandCall[];
  /** First instant in the requested window at which passengers can be picked up. */
  readonly ride: Instant;
}

const notAvailable = 1;
/** Service days before the query whose windows may reach it; GTFS times rarely go past 48:00. */
const daysBefore = 2;
const maxStops = 1_000;
/** Bounds the answer; real places have about a dozen services. */
const maxServices = 1_000;

/** Services at a place, by the time of pickup. */
export function findServices(feed: Feed, query: OnDemandQuery): readonly OnDemandService[] {
  const { onDemand, calendar, clock, trips } = feed;
  if (onDemand.calls.length === 0) return [];
  const pickups = [...placesAt(feed, query.from, query.radiusMeters)].flatMap(
    (place) => onDemand.pickupsAt.get(place) ?? [],
  );
  const destinations = query.to === null ? null : placesAt(feed, query.to, query.radiusMeters);
  const found: OnDemandService[] = [];
  for (let day = clock.dayOf(query.at) - daysBefore; day <= clock.dayOf(query.until); day += 1) {
    const active = calendar.activeOn(day);
    const start = clock.serviceDayStart(day);
    for (const row of pickups) {
      const pickup = at(onDemand.calls, row);
      if (active[at(trips.services, pickup.trip)] !== 1) continue;
      const ride = Math.max(query.at, start + pickup.from);
      if (ride > Math.min(query.until, start + pickup.to)) continue;
      const dropOffs = dropOffsAfter(feed, pickup).filter(
        (call) => start + call.to >= ride && (destinations === null || destinations.has(call.place)),
      );
      if (dropOffs.length > 0) found.push({ day, pickup, dropOffs, ride });
      if (found.length >= maxServices) return sorted(found);
    }
  }
  return sorted(found);
}

function sorted(services: OnDemandService[]): OnDemandService[] {
  return services.sort(
    (one, other) =>
      one.ride - other.ride ||
      one.pickup.trip - other.pickup.trip ||
      one.pickup.sequence - other.pickup.sequence,
  );
}

/** Later calls of the trip; a ride between two scheduled calls is regular service. */
function dropOffsAfter({ onDemand }: Feed, pickup: OnDemandCall): readonly OnDemandCall[] {
  const { first, count } = onDemand.callsOfTrip.get(pickup.trip) ?? { first: 0, count: 0 };
  return onDemand.calls
    .slice(first, first + count)
    .filter(
      (call) =>
        call.sequence > pickup.sequence &&
        call.dropOff !== notAvailable &&
        !(call.isScheduled && pickup.isScheduled),
    );
}

/** Rows of on-demand places at a place on the map: zones that contain it, and those of stops around it. */
function placesAt({ onDemand, locator }: Feed, { latitude, longitude }: Place, meters: number): Set<number> {
  const found = new Set<number>();
  for (const [row, place] of onDemand.places.entries()) {
    if (place.kind === 'zone' && contains(place.zone, place.box, [longitude, latitude])) found.add(row);
  }
  for (const { stop } of locator.near(latitude, longitude, meters, maxStops)) {
    for (const row of onDemand.placesOfStop.get(stop) ?? []) found.add(row);
  }
  return found;
}
