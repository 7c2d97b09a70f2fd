import { edited, extended, flawlessFeed, type NoticeCase, table } from './flawless-feed.ts';

const inBlock = table(
  'trips.txt',
  'route_id,service_id,trip_id,trip_headsign,block_id,shape_id',
  'r1,daily,t1,Third,b,sh',
  'r1,daily,t2,Third,b,',
);
const transfers = (...rows: readonly string[]) =>
  table(
    'transfers.txt',
    'from_stop_id,to_stop_id,transfer_type,from_trip_id,to_trip_id,from_route_id,to_route_id',
    ...rows,
  );
const far = (latitude: string) => ({
  ...extended('stops.txt', `far,Far Away,,${latitude},27.0000,z2,0,,`),
  ...extended('trips.txt', 'r1,daily,t3,Elsewhere,,'),
  ...extended('stop_times.txt', 't3,08:00:00,08:00:00,s1,1,,1', 't3,12:00:00,12:00:00,far,2,,1'),
});
const frequencies = (...rows: readonly string[]) =>
  table('frequencies.txt', 'trip_id,start_time,end_time,headway_secs', ...rows);

export const tripCases: readonly NoticeCase[] = [
  {
    code: 'block_trips_with_overlapping_stop_times',
    files: { ...inBlock, ...edited('stop_times.txt', 't2,09:00:00,09:00:00', 't2,08:09:00,08:09:00') },
  },
  {
    code: 'fast_travel_between_consecutive_stops',
    files: {
      ...edited('stops.txt', 's2,Second,,62.0100', 's2,Second,,62.0800'),
      ...table(
        'shapes.txt',
        'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled',
        'sh,62.0000,27.0000,1,0',
        'sh,62.0800,27.0000,2,1',
        'sh,62.0200,27.0000,3,2',
      ),
      ...edited('stop_times.txt', 't1,08:05:00', 't1,08:01:00'),
    },
  },
  {
    code: 'fast_travel_between_far_stops',
    files: {
      ...extended('stops.txt', 'm1,Middle,,62.0500,27.0000,z2,0,,', 'far,Far Away,,62.1000,27.0000,z2,0,,'),
      ...extended('trips.txt', 'r1,daily,t3,Elsewhere,,'),
      ...extended(
        'stop_times.txt',
        't3,08:00:00,08:00:00,s1,1,,1',
        't3,08:01:20,08:01:20,m1,2,,1',
        't3,08:02:59,08:02:59,far,3,,1',
      ),
    },
    also: ['fast_travel_between_consecutive_stops'],
  },
  {
    code: 'inconsistent_route_type_for_in_seat_transfer',
    files: {
      ...extended('routes.txt', 'r2,A,2,Tram Line,,0'),
      ...table(
        'trips.txt',
        'route_id,service_id,trip_id,trip_headsign,block_id,shape_id',
        'r1,daily,t1,Third,,sh',
        'r2,daily,t2,Third,,',
      ),
      ...transfers('s3,p1,4,t1,t2,r1,r2'),
    },
    also: ['transfer_distance_above_2_km'],
  },
  { code: 'missing_timepoint_value', files: edited('stop_times.txt', 's2,2,1,1', 's2,2,1,') },
  {
    code: 'missing_trip_edge',
    files: edited('stop_times.txt', 't2,09:00:00,09:00:00,p1,1,,1', 't2,,,p1,1,,0'),
  },
  {
    code: 'overlapping_frequency',
    files: frequencies('t1,08:00:00,10:00:00,600', 't1,09:00:00,11:00:00,600'),
  },
  {
    code: 'stop_time_timepoint_without_times',
    files: edited('stop_times.txt', 't1,08:05:00,08:06:00', 't1,,'),
  },
  {
    code: 'stop_time_with_arrival_before_previous_departure_time',
    files: edited('stop_times.txt', 't1,08:10:00,08:10:00', 't1,08:05:30,08:10:00'),
  },
  {
    code: 'stop_time_with_only_arrival_or_departure_time',
    files: edited('stop_times.txt', 't1,08:05:00,08:06:00,s2,2,1,1', 't1,08:05:00,,s2,2,1,0'),
  },
  {
    code: 'transfer_distance_above_2_km',
    files: transfers('s1,s3,0,,,,'),
  },
  { code: 'transfer_distance_too_large', files: { ...far('62.2'), ...transfers('s1,far,0,,,,') } },
  {
    code: 'transfer_with_invalid_stop_location_type',
    files: { ...extended('stops.txt', 'e1,Entrance,,62.0000,27.0010,,2,st,'), ...transfers('s1,e1,0,,,,') },
  },
  {
    code: 'transfer_with_invalid_stop_location_type',
    files: transfers('s3,st,4,t1,t2,,'),
    also: ['transfer_distance_above_2_km'],
  },
  {
    code: 'transfer_with_invalid_trip_and_route',
    files: { ...extended('routes.txt', 'r2,A,2,Other Line,,3'), ...transfers('s3,s3,0,t1,,r2,') },
  },
  { code: 'transfer_with_invalid_trip_and_stop', files: transfers('p1,p1,0,t1,,,') },
  { code: 'transfer_with_suspicious_mid_trip_in_seat', files: transfers('s2,s2,4,t1,t2,,') },
  {
    code: 'missing_required_field',
    files: transfers('s1,s1,4,t1,,,'),
    also: ['transfer_with_suspicious_mid_trip_in_seat'],
  },
  {
    code: 'trip_headsign_matches_intermediate_stop',
    files: edited('trips.txt', 't2,Third', 't2,Second'),
  },
  {
    code: 'unsorted_stop_times',
    files: table(
      'stop_times.txt',
      ...(flawlessFeed['stop_times.txt'] ?? '').trim().split('\n').slice(0, 5),
      't2,09:10:00,09:10:00,s3,3,,1',
      't2,09:05:00,09:06:00,s2,2,,1',
    ),
  },
  {
    code: 'unusable_trip',
    files: {
      ...extended('trips.txt', 'r1,daily,t3,Third,,'),
      ...extended('stop_times.txt', 't3,08:00:00,08:00:00,s1,1,,1'),
    },
  },
  { code: 'unused_trip', files: extended('trips.txt', 'r1,daily,t3,Third,,'), also: ['unusable_trip'] },
];
