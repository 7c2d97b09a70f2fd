import type { Instant } from '../../feed/zone-clock.ts';

/** A place on the map. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Row of a stop or station, or a place on the map. */
export type Place = number | Coordinates;

/** A station that a journey visits. */
export interface Via {
  /** Rows of the stop, or of the platforms of the station. */
  readonly stops: readonly number[];
  /** Minimum time there, in seconds. */
  readonly staySeconds: number;
}

export interface JourneyQuery {
  readonly from: Place;
  readonly to: Place;
  /** Stations to visit on the way, in this order; not with a window. Default is none. */
  readonly via?: readonly Via[];
  readonly departAt: Instant;
  /** Latest arrival, instead of `departAt`. */
  readonly arriveBy?: Instant;
  readonly maxTransfers: number;
  /**
   * Length of a window from `departAt` on, or up to `arriveBy`, in which all journeys are found. Default is
   * 0: only the best ones.
   */
  readonly windowSeconds?: number;
  /** Number of journeys after which a window is not searched any further. Default is 20. */
  readonly limit?: number;
  /** Minimum time of a change, in seconds, walks included. Default is 0. */
  readonly minTransferSeconds?: number;
  /** Whether to use only what can be used with a wheelchair, or may be. Default is false. */
  readonly wheelchair?: boolean;
  /** 1 for routes that must not be used, by row. */
  readonly excludedRoutes?: Uint8Array;
  /** Whether to use real-time information. Default is true. */
  readonly realtime?: boolean;
}
