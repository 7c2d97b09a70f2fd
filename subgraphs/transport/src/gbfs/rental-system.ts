import type KDBush from 'kdbush';
import type { Instant } from '../feed/zone-clock.ts';

/** A text with its language (BCP 47). */
export interface LocalizedText {
  readonly text: string;
  readonly language?: string;
}

export type Texts = readonly LocalizedText[];

export interface RentalUris {
  readonly web: string | null;
  readonly android: string | null;
  readonly ios: string | null;
}

export interface VehicleType {
  readonly id: string;
  readonly formFactor: string;
  readonly propulsion: string;
  readonly name: Texts;
  readonly maxRangeMeters: number | null;
  /** Of its vehicles that name no plan. */
  readonly pricingPlan: string | null;
}

/** A part of a price by time or distance: `rate` for each `interval` from `start` to `end`. */
export interface PricingSegment {
  readonly start: number;
  readonly end: number | null;
  readonly rate: string;
  readonly interval: number;
}

export interface PricingPlan {
  readonly id: string;
  readonly name: Texts;
  readonly description: Texts;
  readonly url: string | null;
  readonly currency: string;
  /** Decimal text: money never becomes a floating-point number. */
  readonly price: string;
  readonly isTaxable: boolean;
  readonly hasSurgePricing: boolean;
  readonly perMinute: readonly PricingSegment[];
  readonly perKilometre: readonly PricingSegment[];
}

export interface StationInformation {
  readonly id: string;
  readonly name: Texts;
  readonly latitude: number;
  readonly longitude: number;
  readonly address: string | null;
  readonly capacity: number | null;
  readonly isVirtual: boolean;
  readonly uris: RentalUris;
}

export interface StationStatus {
  readonly id: string;
  readonly vehicles: number;
  readonly docks: number | null;
  readonly byType: readonly { readonly type: string; readonly count: number }[];
  readonly isInstalled: boolean;
  readonly isRenting: boolean;
  readonly isReturning: boolean;
  readonly reportedAt: Instant | null;
}

/** A station; `status` is `null` if the system gives none now. */
export interface RentalStation extends StationInformation {
  readonly status: StationStatus | null;
}

export interface RentalVehicle {
  readonly id: string;
  /** `null` for a vehicle at a station without a position of its own. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly isReserved: boolean;
  readonly isDisabled: boolean;
  readonly type: string | null;
  readonly station: string | null;
  readonly pricingPlan: string | null;
  readonly rangeMeters: number | null;
  /** 0 to 1. */
  readonly fuel: number | null;
  readonly reportedAt: Instant | null;
  readonly uris: RentalUris;
}

export interface SystemInformation {
  readonly id: string;
  readonly name: Texts;
  readonly operator: Texts;
  readonly url: string | null;
  readonly phone: string | null;
}

/** Places with an index by position: only those that a search may return, so that it tries no others. */
export interface PlaceMap<Place> {
  readonly places: readonly Place[];
  readonly tree: KDBush;
}

/** The current data of a system, with indexes. */
export interface RentalSystem extends SystemInformation {
  readonly vehicleTypes: ReadonlyMap<string, VehicleType>;
  readonly pricingPlans: ReadonlyMap<string, PricingPlan>;
  readonly stations: readonly RentalStation[];
  readonly stationRows: ReadonlyMap<string, number>;
  /** Vehicles with a position. */
  readonly vehicles: readonly RentalVehicle[];
  /** Stations on the street. */
  readonly stationMap: PlaceMap<RentalStation>;
  /** Vehicles that can be rented, by the form factor of their type; `null` for those without a type. */
  readonly vehicleMaps: ReadonlyMap<string | null, PlaceMap<RentalVehicle>>;
  /** When its newest file was updated. */
  readonly updatedAt: Instant;
  /** Records that are invalid or too many. */
  readonly leftOut: number;
}
