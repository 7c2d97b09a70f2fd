import { error, info, warning } from './notice.ts';

/** Notices of agencies, routes, stops and pathways. */
export const networkNotices = {
  attribution_without_role: warning('the organization is not marked as producer, operator or authority'),
  bidirectional_exit_gate: error('an exit gate cannot be used in both directions'),
  duplicate_route_name: warning('another route of the agency has the same names and mode'),
  feed_info_lang_and_agency_lang_mismatch: warning('the agency and feed_info.txt state different languages'),
  inconsistent_agency_lang: warning('the agencies have different languages'),
  inconsistent_agency_timezone: error('the agencies have different time zones'),
  location_with_unexpected_stop_time: error('vehicles can only call at stops (location_type 0)'),
  location_without_parent_station: error('entrances, nodes and boarding areas need a parent station'),
  missing_level_id: error('the stop at an elevator needs a level'),
  missing_required_agency_id: error('agency_id is required if there are several agencies'),
  missing_stop_name: error('stops, stations and entrances need a name'),
  pathway_dangling_generic_node: warning('pathways connect the node with only one other place'),
  pathway_loop: warning('the pathway ends where it begins'),
  pathway_to_platform_with_boarding_areas: error('the pathway must lead to a boarding area of the platform'),
  pathway_to_stop_with_access_outside_of_station_pathways: error(
    'stop_access says that no pathways lead to the stop',
  ),
  pathway_to_wrong_location_type: error('a pathway cannot begin or end at a station'),
  pathway_unreachable_location: error(
    'no pathways lead to the place from an entrance, or from it to an exit',
  ),
  platform_without_parent_station: info('the platform belongs to no station'),
  route_both_short_and_long_name_missing: error('the route needs a short or a long name'),
  route_color_contrast: warning('the text is hard to read on the color of the route'),
  route_long_name_contains_short_name: warning('the long name repeats the short name'),
  route_networks_specified_in_more_than_one_file: error(
    'routes.txt and another file both assign routes to networks',
  ),
  route_short_name_too_long: warning('the short name has more than 12 characters'),
  same_name_and_description_for_route: warning('the description repeats the name'),
  same_name_and_description_for_stop: warning('the description repeats the name'),
  same_route_and_agency_url: warning('the URL of the route is that of its agency'),
  same_stop_and_agency_url: warning('the URL of the stop is that of an agency'),
  same_stop_and_route_url: warning('the URL of the stop is that of a route'),
  station_with_parent_station: error('a station cannot have a parent station'),
  stop_access_specified_for_incorrect_location: error('only stops can have stop_access'),
  stop_access_specified_for_stop_with_no_parent_station: error(
    'only stops with a parent station can have stop_access',
  ),
  stop_without_location: error('stops, stations and entrances need a latitude and a longitude'),
  stop_without_stop_time: warning('no trip calls at the stop'),
  stop_without_zone_id: info('fares of a route depend on zones, but the stop has none'),
  unused_station: info('no stop belongs to the station'),
  wrong_parent_location_type: error('the parent station has the wrong location_type'),
} as const;
