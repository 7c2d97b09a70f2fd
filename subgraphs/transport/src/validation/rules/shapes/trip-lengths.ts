import { at, rowsOf } from '../../../feed/columns.ts';
import { metersOf } from '../../../feed/nearby.ts';
import type { ShapePoints } from '../../read/shape-columns.ts';
import type { FeedRule } from '../rule.ts';

/** Meters between the ends of shape and trip that may be a matter of rounding. */
const roundingMeters = 11.1;

/** A trip is not longer than its shape, which has distances if the stop times have. */
export const tripLengths: FeedRule = {
  needs: ['trips.txt', 'stop_times.txt', 'shapes.txt', 'stops.txt'],
  check({ table, stopTimes, shapePoints, places }, notices) {
    const trips = table('trips.txt');
    const ends = new Map<number, ShapeEnd>();
    for (const trip of trips.rows()) {
      const shape = shapePoints.index.get(trips.text(trip, 'shape_id'));
      const rows = rowsOf(stopTimes.ofTrip, trip);
      const last = rows.at(-1);
      if (shape === undefined || last === undefined) continue;
      const end = ends.get(shape) ?? shapeEnd(shapePoints, shape);
      ends.set(shape, end);
      if (!end.isComplete && rows.some((row) => !Number.isNaN(at(stopTimes.distances, row)))) {
        trips.notice(notices, 'trip_with_shape_dist_traveled_but_no_shape_distances', trip, 'shape_id');
      }
      const place = places.of(at(stopTimes.stops, last));
      if (place === null || end.distance === 0 || !(at(stopTimes.distances, last) > end.distance)) continue;
      const detail = `${at(stopTimes.distances, last)} instead of ${end.distance}`;
      const code =
        metersOf(end, place) > roundingMeters
          ? 'trip_distance_exceeds_shape_distance'
          : 'trip_distance_exceeds_shape_distance_below_threshold';
      trips.notice(notices, code, trip, 'shape_id', detail);
    }
  },
};

interface ShapeEnd {
  /** Longest distance of the shape, and where it is. */
  readonly distance: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Whether all points have a distance. */
  readonly isComplete: boolean;
}

function shapeEnd({ ofShape, distances, latitudes, longitudes }: ShapePoints, shape: number): ShapeEnd {
  let [end, distance, isComplete] = [at(rowsOf(ofShape, shape), 0), 0, true];
  for (const row of rowsOf(ofShape, shape)) {
    const own = at(distances, row);
    if (Number.isNaN(own)) isComplete = false;
    if (own > distance) [end, distance] = [row, own];
  }
  return { distance, latitude: at(latitudes, end), longitude: at(longitudes, end), isComplete };
}
