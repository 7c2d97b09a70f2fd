import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { RealtimeProblemCode } from '../problems.ts';
import type { CallUpdates } from './call-updates.ts';
import type { EstimateColumns } from './estimate-columns.ts';
import type { TripMatcher } from './trip-matcher.ts';

/** What the trip updates of one message share. */
export interface UpdateContext {
  readonly feed: Feed;
  readonly matcher: TripMatcher;
  /** Of the trip that is being updated. */
  readonly callUpdates: CallUpdates;
  readonly columns: EstimateColumns;
  /** Later timestamps are wrong. */
  readonly latest: Instant;
  readonly report: (code: RealtimeProblemCode) => void;
}
