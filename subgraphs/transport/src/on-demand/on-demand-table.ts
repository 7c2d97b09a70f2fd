import type { Box } from './zones/contains.ts';
import type { Zone } from './zones/zone.ts';

/** A zone, a group of stops, or a stop that on-demand trips serve. */
export type OnDemandPlace =
  | { readonly kind: 'zone'; readonly id: string; readonly zone: Zone; readonly box: Box }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly name: string;
      /** Stop rows. */
      readonly stops: readonly number[];
    }
  | { readonly kind: 'stop'; readonly id: string; readonly stops: readonly number[] };

/** `booking_type` of booking_rules.txt. */
export const bookingType = { realTime: 0, sameDay: 1, priorDays: 2 } as const;

/** A row of booking_rules.txt; an empty text is an empty field. */
export interface BookingRule {
  readonly id: string;
  /** A value of {@link bookingType}. */
  readonly type: number;
  readonly leastMinutes: number | null;
  readonly mostMinutes: number | null;
  readonly last: DayTime | null;
  readonly start: DayTime | null;
  /** Service whose days count as days of notice, or -1. */
  readonly service: number;
  readonly message: string;
  readonly pickupMessage: string;
  readonly dropOffMessage: string;
  readonly phone: string;
  readonly infoUrl: string;
  readonly bookingUrl: string;
}

/** A time on a day before travel. */
export interface DayTime {
  readonly days: number;
  /** Seconds after noon minus 12 h of that day. */
  readonly seconds: number;
}

/** A call of an on-demand trip; `isScheduled` for one with a time instead of a window. */
export interface OnDemandCall {
  readonly trip: number;
  readonly sequence: number;
  /** Row of the places. */
  readonly place: number;
  /** Seconds after noon minus 12 h of the service day. */
  readonly from: number;
  readonly to: number;
  readonly isScheduled: boolean;
  /** `pickup_type` and `drop_off_type`: 1 for none. */
  readonly pickup: number;
  readonly dropOff: number;
  /** Rows of booking rules, or -1. */
  readonly pickupRule: number;
  readonly dropOffRule: number;
}

/** On-demand services of a feed (GTFS-Flex). */
export interface OnDemandTable {
  readonly places: readonly OnDemandPlace[];
  readonly rules: readonly BookingRule[];
  /** By trip and in the order of travel. */
  readonly calls: readonly OnDemandCall[];
  /** Trip row -> its first call and the number of calls. */
  readonly callsOfTrip: ReadonlyMap<number, { readonly first: number; readonly count: number }>;
  /** Place row -> calls where pickup is possible. */
  readonly pickupsAt: ReadonlyMap<number, readonly number[]>;
  /** Stop row -> places that contain it. */
  readonly placesOfStop: ReadonlyMap<number, readonly number[]>;
}

export const noOnDemand: OnDemandTable = {
  places: [],
  rules: [],
  calls: [],
  callsOfTrip: new Map(),
  pickupsAt: new Map(),
  placesOfStop: new Map(),
};
