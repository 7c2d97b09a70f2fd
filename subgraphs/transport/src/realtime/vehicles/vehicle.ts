import type { Feed } from '../../feed/feed.ts';
import type { Instant } from '../../feed/zone-clock.ts';
import type { Day } from '../../gtfs/date.ts';
import type { VehiclePositionMessage } from '../message/feed-message.ts';
import type { TripRun } from '../trips/trip-run.ts';

/** A trip that a vehicle serves. */
export interface ServedTrip {
  readonly feed: Feed;
  readonly trip: number;
  readonly day: Day;
  readonly run: TripRun | null;
}

/** Where a vehicle is. */
export interface Vehicle {
  /** Unique among all sources. */
  readonly id: string;
  readonly message: VehiclePositionMessage;
  readonly latitude: number;
  readonly longitude: number;
  readonly timestamp: Instant;
  /** `null` if it serves none, or one that the feed does not have. */
  readonly served: ServedTrip | null;
  readonly route: number | null;
  readonly stop: number | null;
}
