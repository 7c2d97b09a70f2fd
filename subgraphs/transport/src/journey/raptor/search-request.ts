import type { Overlay } from '../realtime/overlay.ts';
import type { Direction } from './direction.ts';
import type { End } from './journey-end.ts';
import type { Labels } from './labels.ts';
import type { Layer } from './layers.ts';

/** What a search must and must not use. */
export interface SearchOptions {
  /** Minimum time between two vehicles, in seconds, walks included. */
  readonly minChangeSeconds: number;
  /** 1 for routes that must not be used, by row; `null` if there are none. */
  readonly excludedRoutes: Uint8Array | null;
  /** Rows of stops that must not be used. */
  readonly closedStops: Int32Array;
  /** Leaves out trips that cannot be used with a wheelchair. */
  readonly onlyAccessible: boolean;
  /** Whether a journey may be on foot only. */
  readonly allowsWalkOnly: boolean;
}

/** Excludes nothing. */
export const anyJourney: SearchOptions = {
  minChangeSeconds: 0,
  excludedRoutes: null,
  closedStops: new Int32Array(),
  onlyAccessible: false,
  allowsWalkOnly: true,
};

/** One search: from where and when, over which days, and within which bounds. */
export interface SearchRequest {
  readonly direction: Direction;
  /** Service days by time zone. */
  readonly layers: readonly (readonly Layer[])[];
  /** Real-time information that the layers use, or `null`. */
  readonly overlay: Overlay | null;
  readonly origin: End;
  readonly destination: End;
  readonly options: SearchOptions;
  /** Start time at the origin, on the search's clock: negated in a backward search. */
  readonly time: number;
  readonly vehicles: number;
  /** Results of the opposite search, used to prune: the journey must lie within them; `null` without one. */
  readonly within: Labels | null;
  /** Called often. @throws to abort on cancellation or time-out */
  readonly checkStop: () => void;
}
