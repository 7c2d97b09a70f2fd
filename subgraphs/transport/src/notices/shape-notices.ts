import { error, info, warning } from './notice.ts';

/** Notices of shapes, and of distances along them. */
export const shapeNotices = {
  decreasing_or_equal_stop_time_distance: error('shape_dist_traveled does not increase from stop to stop'),
  decreasing_shape_distance: error('shape_dist_traveled decreases along the shape'),
  equal_shape_distance_diff_coordinates: error('two different points of the shape have the same distance'),
  equal_shape_distance_diff_coordinates_distance_below_threshold: warning(
    'two points of the shape, less than 1.11 m apart, have the same distance',
  ),
  equal_shape_distance_same_coordinates: warning('the shape has the same point twice'),
  forbidden_shape_dist_traveled: error(
    'a stop time at a zone or location group must not have shape_dist_traveled',
  ),
  single_shape_point: warning('the shape has only one point'),
  stop_has_too_many_matches_for_shape: warning('the shape passes the stop more than 20 times'),
  stop_too_far_from_shape: warning('the shape is more than 100 m from the stop'),
  stop_too_far_from_shape_using_user_distance: warning(
    'the shape is more than 100 m from the stop at shape_dist_traveled',
  ),
  stops_match_shape_out_of_order: warning('the shape passes the stops in another order'),
  trip_distance_exceeds_shape_distance: error('the trip is longer than its shape'),
  trip_distance_exceeds_shape_distance_below_threshold: warning(
    'the trip is longer than its shape, which ends within 11.1 m of the last stop',
  ),
  trip_with_shape_dist_traveled_but_no_shape_distances: info(
    'the stop times have distances, but the shape does not',
  ),
  unused_shape: warning('no trip uses the shape'),
} as const;
