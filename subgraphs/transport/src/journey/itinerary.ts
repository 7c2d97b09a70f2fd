import type { Instant } from '../feed/zone-clock.ts';
import type { Day } from '../gtfs/date.ts';

/** The place where a journey begins or ends, if that is no stop. */
export const originPlace = -1;
export const destinationPlace = -2;

export interface WalkLeg {
  readonly kind: 'walk';
  /** Row of a stop, {@link originPlace} or {@link destinationPlace}. */
  readonly from: number;
  readonly to: number;
  readonly departure: Instant;
  readonly arrival: Instant;
  /** Straight-line distance; `null` from or to a place that is no stop. */
  readonly meters: number | null;
}

export interface TransitLeg {
  readonly kind: 'transit';
  readonly from: number;
  readonly to: number;
  /** Expected times: by real-time information where there is any, else by timetable. */
  readonly departure: Instant;
  readonly arrival: Instant;
  /** Index of the feed whose rows trip and stop times are. */
  readonly feedIndex: number;
  readonly trip: number;
  /** Whether trip and stop times are those of the added trips, and not of the timetable. */
  readonly isAdded: boolean;
  /** Whether passengers stay in the vehicle of the leg before. */
  readonly staysAboard: boolean;
  readonly serviceDay: Day;
  /** Stop time rows of boarding and alighting. */
  readonly boarding: number;
  readonly alighting: number;
}

type Leg = WalkLeg | TransitLeg;

export interface Itinerary {
  readonly legs: readonly Leg[];
  readonly departure: Instant;
  readonly arrival: Instant;
  /** Number of transfers. */
  readonly transfers: number;
}

/** A leg before walks have times. */
export type DraftLeg =
  | TransitLeg
  | (Pick<WalkLeg, 'kind' | 'from' | 'to' | 'meters'> & { readonly seconds: number });

/**
 * Schedules walks: the first ends just in time for the first vehicle, others start when the previous vehicle
 * arrives.
 *
 * @param departAt departure of a journey on foot only
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
    transfers: Math.max(0, legs.filter((leg) => leg.kind === 'transit' && !leg.staysAboard).length - 1),
  };
}
