import type { Feed } from '../feed/feed.ts';
import { noRuns, type RealtimeRuns } from '../journey/realtime/realtime-runs.ts';
import { AlertIndex } from './alerts/alert-index.ts';
import type { RealtimeProblem } from './problems.ts';
import type { TripRuns } from './trips/trip-runs.ts';
import { VehicleIndex } from './vehicles/vehicle-index.ts';

/**
 * What all sources say of one feed at one moment. Immutable: a request keeps its snapshot, so that no answer
 * mixes two.
 */
export interface RealtimeSnapshot {
  readonly feed: Feed;
  /** Runs of the timetable, then, if there are any, runs that it does not have. */
  readonly trips: readonly TripRuns[];
  /** The same runs for the journey planner. */
  readonly forJourneys: RealtimeRuns;
  readonly vehicles: VehicleIndex;
  readonly alerts: AlertIndex;
  /** By name of the source. */
  readonly problems: ReadonlyMap<string, readonly RealtimeProblem[]>;
}

/** Real-time information on a feed without any. */
export function emptySnapshot(feed: Feed): RealtimeSnapshot {
  return {
    feed,
    trips: [],
    forJourneys: noRuns,
    vehicles: new VehicleIndex([]),
    alerts: new AlertIndex(feed, []),
    problems: new Map(),
  };
}
