import type { Itinerary } from '../itinerary.ts';
import type { JourneyQuery } from '../planner.ts';
import type { PlanningTables } from '../planning-tables.ts';

/** What a planner's thread is started with. */
export interface WorkerStart {
  readonly tables: PlanningTables;
  /** Element 0 is the number of the last journey that nobody waits for any more; over shared memory. */
  readonly cancelled: Int32Array;
  /** How long one journey may take, in milliseconds. */
  readonly planMs: number;
}

/** One journey to plan. The next is sent when this one is answered. */
export interface PlanMessage {
  readonly number: number;
  readonly query: JourneyQuery;
}

export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'planned'; readonly itineraries: readonly Itinerary[] }
  /** It was cancelled. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'took too long' }
  | { readonly kind: 'failed'; readonly reason: string };
