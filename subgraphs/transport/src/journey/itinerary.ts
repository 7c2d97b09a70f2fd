import type { Instant } from '../feed/zone-clock.ts';
import type { Day } from '../gtfs/date.ts';

export interface WalkLeg {
  readonly kind: 'walk';
  readonly from: number;
  readonly to: number;
  readonly departure: Instant;
  readonly arrival: Instant;
  readonly meters: number;
}

export interface TransitLeg {
  readonly kind: 'transit';
  readonly from: number;
  readonly to: number;
  readonly departure: Instant;
  readonly arrival: Instant;
  readonly trip: number;
  readonly serviceDay: Day;
  /** Stop time rows of getting on and getting off. */
  readonly boarding: number;
  readonly alighting: number;
}

type Leg = WalkLeg | TransitLeg;

export interface Itinerary {
  readonly legs: readonly Leg[];
  readonly departure: Instant;
  readonly arrival: Instant;
  /** Changes between vehicles. */
  readonly transfers: number;
}

/** A leg before the walks have their times: a vehicle leaves when it leaves, a walk when the walker comes. */
export type DraftLeg =
  | TransitLeg
  | (Pick<WalkLeg, 'kind' | 'from' | 'to' | 'meters'> & { readonly seconds: number });

/**
 * Gives the walks their times: the first one starts just in time for the first vehicle, every other when the
 * vehicle before has arrived.
 *
 * @param departAt when somebody leaves who only walks
 */
export function timeLegs(drafts: readonly DraftLeg[], departAt: Instant): Itinerary {
  const legs: Leg[] = [];
  let now = departAt;
  for (const [index, draft] of drafts.entries()) {
    if (draft.kind === 'transit') {
      legs.push(draft);
      now = draft.arrival;
      continue;
    }
    const { kind, from, to, meters, seconds } = draft;
    const next = drafts[index + 1];
    const departure = index === 0 && next?.kind === 'transit' ? next.departure - seconds : now;
    now = departure + seconds;
    legs.push({ kind, from, to, meters, departure, arrival: now });
  }
  return {
    legs,
    departure: legs[0]?.departure ?? departAt,
    arrival: legs.at(-1)?.arrival ?? departAt,
    transfers: Math.max(0, legs.filter((leg) => leg.kind === 'transit').length - 1),
  };
}
