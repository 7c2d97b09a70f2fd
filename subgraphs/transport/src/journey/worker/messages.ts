import type { PlaceRows } from '../merge/merge-stops.ts';
import type { JourneyQuery, Plan } from '../planner.ts';
import type { PlanningTables } from '../planning-tables.ts';
import type { RealtimeRuns } from '../realtime/realtime-runs.ts';

/** Feeds that a planner joins. */
export interface PlannedFeeds {
  readonly feeds: readonly PlanningTables[];
  readonly places: PlaceRows;
}

/** Start data of a planner thread. */
export interface WorkerStart extends PlannedFeeds {
  /** Element 0 is the number of the last cancelled journey; in shared memory. */
  readonly cancelled: Int32Array;
  /** Maximum time of one journey, in milliseconds. */
  readonly planMs: number;
  /** Time after which a window is searched no further, in milliseconds. */
  readonly windowMs: number;
}

/** One journey to plan. The next is sent after its answer. */
export interface PlanMessage {
  readonly kind: 'plan';
  readonly number: number;
  readonly query: JourneyQuery;
}

/** Real-time information on one feed for all later journeys; there is no reply. */
export interface RunsMessage {
  readonly kind: 'runs';
  /** Index of the feed. */
  readonly feed: number;
  readonly runs: RealtimeRuns;
}

export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'planned'; readonly plan: Plan }
  /** It was cancelled. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'took too long' }
  | { readonly kind: 'failed'; readonly reason: string };
