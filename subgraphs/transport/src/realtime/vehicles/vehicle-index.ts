import type { Feed } from '../../feed/feed.ts';
import type { Day } from '../../gtfs/date.ts';
import { runKey } from '../trips/trip-run.ts';
import type { Vehicle } from './vehicle.ts';

/** Corners of an area, in degrees; it does not cross the 180th meridian. */
export interface Area {
  readonly minLatitude: number;
  readonly minLongitude: number;
  readonly maxLatitude: number;
  readonly maxLongitude: number;
}

/** Finds vehicles by trip, route and place. */
export class VehicleIndex {
  readonly vehicles: readonly Vehicle[];
  readonly #byRun = new Map<Feed, Map<number, Vehicle>>();

  constructor(vehicles: readonly Vehicle[]) {
    this.vehicles = vehicles;
    for (const vehicle of vehicles) {
      if (vehicle.served === null) continue;
      const { feed, trip, day } = vehicle.served;
      const ofFeed = this.#byRun.get(feed) ?? new Map<number, Vehicle>();
      this.#byRun.set(feed, ofFeed);
      const key = runKey(trip, day);
      const known = ofFeed.get(key);
      if (known === undefined || known.timestamp <= vehicle.timestamp) ofFeed.set(key, vehicle);
    }
  }

  ofRun(feed: Feed, trip: number, day: Day): Vehicle | null {
    return this.#byRun.get(feed)?.get(runKey(trip, day)) ?? null;
  }

  /** Compares thousands of vehicles: an index that changes every second would cost more. */
  within(area: Area): Vehicle[] {
    return this.vehicles.filter(
      ({ latitude, longitude }) =>
        latitude >= area.minLatitude &&
        latitude <= area.maxLatitude &&
        longitude >= area.minLongitude &&
        longitude <= area.maxLongitude,
    );
  }
}
