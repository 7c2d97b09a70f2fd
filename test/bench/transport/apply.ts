import type { Feed } from '../../../subgraphs/transport/src/feed/feed.ts';
import {
  type FeedMessage,
  readFeedMessage,
} from '../../../subgraphs/transport/src/realtime/message/read-feed-message.ts';
import { maxFutureSeconds } from '../../../subgraphs/transport/src/realtime/observation-time.ts';
import { noEntities, withMessage } from '../../../subgraphs/transport/src/realtime/source/entities.ts';
import { applyTripUpdates } from '../../../subgraphs/transport/src/realtime/trips/apply-trip-updates.ts';
import { runsForJourneys } from '../../../subgraphs/transport/src/realtime/trips/runs-for-journeys.ts';
import { TripIndex } from '../../../subgraphs/transport/src/realtime/trips/trip-index.ts';
import { TripMatcher } from '../../../subgraphs/transport/src/realtime/trips/trip-matcher.ts';
import type { TripRuns } from '../../../subgraphs/transport/src/realtime/trips/trip-runs.ts';

/** Applies messages of trip updates in the steps of the service's `SnapshotBuilder`. */
export class MessageApplier {
  readonly #feed: Feed;
  readonly #index: TripIndex;

  constructor(feed: Feed) {
    this.#feed = feed;
    this.#index = new TripIndex(feed);
  }

  decode(bytes: Uint8Array): Promise<FeedMessage> {
    return readFeedMessage(bytes);
  }

  async apply(message: FeedMessage): Promise<readonly TripRuns[]> {
    const { timestamp = 0 } = message.header;
    const { tripUpdates } = withMessage(noEntities, message, timestamp);
    const matcher = new TripMatcher(this.#feed, this.#index);
    const { trips } = await applyTripUpdates(matcher, [tripUpdates], timestamp + maxFutureSeconds);
    return trips;
  }

  prepare(trips: readonly TripRuns[]): ReturnType<typeof runsForJourneys> {
    return runsForJourneys(this.#feed, trips);
  }
}
