import { edited, extended, type NoticeCase, table } from './flawless-feed.ts';

const booking = (row: string) =>
  table(
    'booking_rules.txt',
    'booking_rule_id,booking_type,prior_notice_duration_min,prior_notice_duration_max,prior_notice_start_day,' +
      'prior_notice_start_time,prior_notice_last_day,prior_notice_last_time',
    row,
  );

const square = (longitude: number, latitude: number) => [
  [longitude, latitude],
  [longitude + 0.1, latitude],
  [longitude + 0.1, latitude + 0.1],
  [longitude, latitude + 0.1],
  [longitude, latitude],
];
const feature = (id: string, longitude: number) => ({
  id,
  type: 'Feature',
  properties: {},
  geometry: { type: 'Polygon', coordinates: [square(longitude, 62)] },
});
const zones = [feature('za', 27), feature('zb', 28)];
const locations = (features: readonly unknown[], rest: object = {}) => ({
  'locations.geojson': JSON.stringify({ type: 'FeatureCollection', features, ...rest }),
});

/** Stop times in zones beside those of the flawless feed. */
const onDemand = (...rows: readonly string[]) => ({
  ...extended('trips.txt', 'r1,daily,d1,,,'),
  ...table(
    'stop_times.txt',
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence,location_id,location_group_id,' +
      'start_pickup_drop_off_window,end_pickup_drop_off_window,pickup_type,drop_off_type,shape_dist_traveled',
    't1,08:00:00,08:00:00,s1,1,,,,,0,0,',
    't1,08:05:00,08:06:00,s2,2,,,,,0,0,',
    't1,08:10:00,08:10:00,s3,3,,,,,0,0,',
    't2,09:00:00,09:00:00,p1,1,,,,,0,0,',
    't2,09:05:00,09:06:00,s2,2,,,,,0,0,',
    't2,09:10:00,09:10:00,s3,3,,,,,0,0,',
    ...rows,
  ),
});
const inA = 'd1,,,,1,za,,08:00:00,10:00:00,2,1,';
const inB = 'd1,,,,2,zb,,08:00:00,10:00:00,1,2,';
/** An on-demand trip between two zones, which has no notice. */
export const flawlessOnDemand = { ...onDemand(inA, inB), ...locations(zones) };
const inZones = (...rows: readonly string[]) => ({ ...onDemand(...rows), ...locations(zones) });

export const onDemandCases: readonly NoticeCase[] = [
  { code: 'forbidden_prior_day_booking_field_value', files: booking('b,2,30,,,,1,17:00:00') },
  { code: 'forbidden_prior_notice_start_day', files: booking('b,1,30,60,2,08:00:00,,') },
  { code: 'forbidden_prior_notice_start_time', files: booking('b,1,30,,,08:00:00,,') },
  { code: 'forbidden_real_time_booking_field_value', files: booking('b,0,30,,,,,') },
  { code: 'forbidden_same_day_booking_field_value', files: booking('b,1,30,,,,1,') },
  { code: 'invalid_prior_notice_duration_min', files: booking('b,1,60,30,,,,') },
  { code: 'missing_prior_notice_duration_min', files: booking('b,1,,,,,,') },
  { code: 'missing_prior_notice_last_day', files: booking('b,2,,,,,,17:00:00') },
  { code: 'missing_prior_notice_last_time', files: booking('b,2,,,,,1,') },
  { code: 'missing_prior_notice_start_time', files: booking('b,2,,,7,,1,17:00:00') },
  { code: 'prior_notice_last_day_after_start_day', files: booking('b,2,,,1,08:00:00,2,17:00:00') },
  {
    code: 'duplicate_geo_json_key',
    files: { ...flawlessOnDemand, ...locations([...zones, feature('za', 29)]) },
  },
  {
    code: 'duplicate_geography_id',
    files: { ...flawlessOnDemand, ...locations([...zones, feature('s1', 29)]) },
  },
  {
    code: 'forbidden_arrival_or_departure_time',
    files: inZones('d1,08:00:00,08:00:00,,1,za,,08:00:00,10:00:00,2,1,', inB),
  },
  {
    code: 'forbidden_continuous_pickup_drop_off',
    files: {
      ...flawlessOnDemand,
      ...table(
        'routes.txt',
        'route_id,agency_id,route_short_name,route_type,continuous_pickup',
        'r1,A,1,3,0',
      ),
    },
  },
  { code: 'forbidden_drop_off_type', files: inZones('d1,,,,1,za,,08:00:00,10:00:00,2,0,', inB) },
  { code: 'forbidden_geography_id', files: inZones('d1,,,s1,1,za,,08:00:00,10:00:00,2,1,', inB) },
  { code: 'forbidden_pickup_type', files: inZones('d1,,,,1,za,,08:00:00,10:00:00,0,1,', inB) },
  { code: 'forbidden_shape_dist_traveled', files: inZones(`${inA}7`, inB) },
  { code: 'foreign_key_violation', files: { ...flawlessOnDemand, ...locations([feature('za', 27)]) } },
  {
    code: 'geo_json_duplicated_element',
    files: {
      ...flawlessOnDemand,
      'locations.geojson': (locations(zones)['locations.geojson'] ?? '').replace(
        '{',
        '{"type":"FeatureCollection",',
      ),
    },
  },
  {
    code: 'geo_json_unknown_element',
    files: { ...flawlessOnDemand, ...locations(zones, { name: 'zones' }) },
  },
  {
    code: 'invalid_geometry',
    files: {
      ...flawlessOnDemand,
      ...locations([
        ...zones,
        {
          ...feature('zc', 29),
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [29, 62],
                [29.1, 62.1],
                [29.1, 62],
                [29, 62.1],
                [29, 62],
              ],
            ],
          },
        },
      ]),
    },
  },
  { code: 'invalid_pickup_drop_off_window', files: inZones('d1,,,,1,za,,10:00:00,10:00:00,2,1,', inB) },
  { code: 'malformed_json', files: { ...flawlessOnDemand, 'locations.geojson': '{"type":' } },
  {
    code: 'missing_pickup_drop_off_booking_rule_id',
    files: { ...flawlessOnDemand, ...booking('b,0,,,,,,') },
  },
  { code: 'missing_pickup_or_drop_off_window', files: inZones('d1,,,,1,za,,08:00:00,,2,1,', inB) },
  {
    code: 'missing_required_element',
    files: {
      ...flawlessOnDemand,
      ...locations([...zones, { type: 'Feature', properties: {}, geometry: {} }]),
    },
  },
  {
    code: 'missing_stop_times_record',
    files: inZones('d1,,,,1,za,,08:00:00,10:00:00,2,2,'),
    also: ['unusable_trip'],
  },
  {
    code: 'overlapping_zone_and_pickup_drop_off_window',
    files: {
      ...onDemand('d1,,,,1,za,,08:00:00,10:00:00,2,1,', 'd1,,,,2,zb,,09:00:00,11:00:00,2,1,'),
      ...locations([
        feature('za', 27),
        { ...feature('zb', 27.05), geometry: { type: 'Polygon', coordinates: [square(27.05, 62.05)] } },
      ]),
    },
  },
  {
    code: 'point_near_origin',
    files: {
      ...flawlessOnDemand,
      ...locations([
        ...zones,
        { ...feature('zc', 0), geometry: { type: 'Polygon', coordinates: [square(0, 0)] } },
      ]),
    },
  },
  {
    code: 'unsupported_feature_type',
    files: { ...flawlessOnDemand, ...locations([...zones, { ...feature('zc', 29), type: 'Zone' }]) },
  },
  {
    code: 'unsupported_geo_json_type',
    files: { ...flawlessOnDemand, ...locations(zones, { type: 'GeometryCollection' }) },
  },
  {
    code: 'unsupported_geometry_type',
    files: {
      ...flawlessOnDemand,
      ...locations([...zones, { ...feature('zc', 29), geometry: { type: 'Point', coordinates: [29, 62] } }]),
    },
  },
  { code: 'missing_required_field', files: edited('stop_times.txt', 's2,2,1', ',2,1') },
];
