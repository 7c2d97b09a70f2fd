import { at } from '../../feed/columns.ts';
import type { TripRuns } from '../trips/trip-runs.ts';
import type { ServedTrip } from './vehicle.ts';

/** Finds the run whose trip update names a vehicle. Indexed when first needed. */
export class RunsOfVehicles {
  readonly #trips: readonly TripRuns[];
  #served: ReadonlyMap<string, ServedTrip> | undefined;

  constructor(trips: readonly TripRuns[]) {
    this.#trips = trips;
  }

  of(vehicle: string): ServedTrip | undefined {
    this.#served ??= this.#index();
    return this.#served.get(vehicle);
  }

  /** A vehicle may be named for its present trip and for later ones; the one that starts first counts. */
  #index(): Map<string, ServedTrip> {
    const served = new Map<string, ServedTrip>();
    const starts = new Map<string, number>();
    for (const { feed, runs } of this.#trips) {
      for (const run of runs) {
        if (run.vehicle === null) continue;
        const begin = at(feed.stopTimes.offsets, run.trip);
        const start = feed.clock.serviceDayStart(run.day) + at(feed.stopTimes.departures, begin);
        if (start >= (starts.get(run.vehicle) ?? Number.POSITIVE_INFINITY)) continue;
        starts.set(run.vehicle, start);
        served.set(run.vehicle, { feed, trip: run.trip, day: run.day, run });
      }
    }
    return served;
  }
}
