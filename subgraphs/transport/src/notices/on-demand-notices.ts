import { error, info, warning } from './notice.ts';

/** Notices of on-demand services (GTFS-Flex): windows, booking rules and zones. */
export const onDemandNotices = {
  duplicate_geo_json_key: error('two zones have the same id'),
  duplicate_geography_id: error('a stop, a zone and a location group cannot share an id'),
  forbidden_arrival_or_departure_time: error(
    'a stop time with a window must not have an arrival or departure',
  ),
  forbidden_continuous_pickup_drop_off: error(
    'a route with windows must not have continuous pickup or drop-off',
  ),
  forbidden_drop_off_type: error('drop_off_type 0 is not allowed with a window'),
  forbidden_geography_id: error('a stop time must name only one of stop, zone and location group'),
  forbidden_pickup_type: error('pickup_type 0 and 3 are not allowed with a window'),
  forbidden_prior_day_booking_field_value: error('prior-day booking must not have a notice in minutes'),
  forbidden_prior_notice_start_day: error(
    'prior_notice_start_day is not allowed with prior_notice_duration_max',
  ),
  forbidden_prior_notice_start_time: error('prior_notice_start_time needs prior_notice_start_day'),
  forbidden_real_time_booking_field_value: error('real-time booking must not have a prior notice'),
  forbidden_same_day_booking_field_value: error(
    'same-day booking must not have a last day, last time or service',
  ),
  geo_json_duplicated_element: error('an object has the same key twice'),
  geo_json_unknown_element: info('GTFS has no such element'),
  invalid_geometry: error('the polygon is not valid'),
  invalid_pickup_drop_off_window: error('the window ends before it begins'),
  invalid_prior_notice_duration_min: error('the minimum notice is longer than the maximum'),
  malformed_json: error('the file is not JSON'),
  missing_pickup_drop_off_booking_rule_id: warning(
    'a pickup or drop-off that must be booked should have a booking rule',
  ),
  missing_pickup_or_drop_off_window: error('a window needs a start and an end'),
  missing_prior_notice_duration_min: error('same-day booking needs a minimum notice'),
  missing_prior_notice_last_day: error('prior-day booking needs a last day'),
  missing_prior_notice_last_time: error('prior-day booking needs a last time'),
  missing_prior_notice_start_time: error('prior_notice_start_day needs prior_notice_start_time'),
  missing_required_element: error('the required element is missing'),
  missing_stop_times_record: error('travel within a zone or group needs two stop times'),
  overlapping_zone_and_pickup_drop_off_window: error(
    'two zones of the trip overlap, and so do their windows',
  ),
  prior_notice_last_day_after_start_day: error('booking ends before it begins'),
  unsupported_feature_type: error('each element of features must be a Feature'),
  unsupported_geo_json_type: error('the file must be a FeatureCollection'),
  unsupported_geometry_type: error('a zone must be a Polygon or a MultiPolygon'),
} as const;
