import { edited, extended, type NoticeCase, table } from './flawless-feed.ts';

const shape = (...points: readonly string[]) =>
  table('shapes.txt', 'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence,shape_dist_traveled', ...points);
const withoutDistances = table(
  'stop_times.txt',
  'trip_id,arrival_time,departure_time,stop_id,stop_sequence,timepoint',
  't1,08:00:00,08:00:00,s1,1,1',
  't1,08:05:00,08:06:00,s2,2,1',
  't1,08:10:00,08:10:00,s3,3,1',
  't2,09:00:00,09:00:00,p1,1,1',
  't2,09:05:00,09:06:00,s2,2,1',
  't2,09:10:00,09:10:00,s3,3,1',
);
/** Passes the second stop 22 times. */
const zigzag = Array.from({ length: 44 }, (_, index) =>
  index % 2 === 0 ? `sh,62.0100,27.0000,${index + 2},` : `sh,62.0100,27.0200,${index + 2},`,
);

export const shapeCases: readonly NoticeCase[] = [
  {
    code: 'decreasing_or_equal_stop_time_distance',
    files: edited('stop_times.txt', 's2,2,1,1', 's2,2,0,1'),
  },
  {
    code: 'decreasing_shape_distance',
    files: shape(
      'sh,62.0000,27.0000,1,0',
      'sh,62.0099,27.0000,2,1.01',
      'sh,62.0100,27.0000,3,1',
      'sh,62.0200,27.0000,4,2',
    ),
  },
  {
    code: 'equal_shape_distance_diff_coordinates',
    files: shape(
      'sh,62.0000,27.0000,1,0',
      'sh,62.0100,27.0000,2,1',
      'sh,62.0101,27.0000,3,1',
      'sh,62.0200,27.0000,4,2',
    ),
  },
  {
    code: 'equal_shape_distance_diff_coordinates_distance_below_threshold',
    files: shape(
      'sh,62.0000,27.0000,1,0',
      'sh,62.0100,27.0000,2,1',
      'sh,62.010005,27.0000,3,1',
      'sh,62.0200,27.0000,4,2',
    ),
  },
  {
    code: 'equal_shape_distance_same_coordinates',
    files: shape(
      'sh,62.0000,27.0000,1,0',
      'sh,62.0100,27.0000,2,1',
      'sh,62.0100,27.0000,3,1',
      'sh,62.0200,27.0000,4,2',
    ),
  },
  {
    code: 'single_shape_point',
    files: shape(
      'sh,62.0000,27.0000,1,0',
      'sh,62.0100,27.0000,2,1',
      'sh,62.0200,27.0000,3,2',
      'dot,62.0000,27.0000,1,0',
    ),
    also: ['unused_shape'],
  },
  {
    code: 'stop_has_too_many_matches_for_shape',
    files: { ...withoutDistances, ...shape('sh,62.0000,27.0000,1,', ...zigzag, 'sh,62.0200,27.0000,99,') },
  },
  {
    code: 'stop_too_far_from_shape',
    files: {
      ...withoutDistances,
      ...shape('sh,62.0000,27.0000,1,', 'sh,62.0100,27.0030,2,', 'sh,62.0200,27.0000,3,'),
    },
  },
  {
    code: 'stop_too_far_from_shape_using_user_distance',
    files: shape('sh,62.0000,27.0000,1,0', 'sh,62.0100,27.0000,2,1.5', 'sh,62.0200,27.0000,3,2'),
  },
  {
    code: 'stops_match_shape_out_of_order',
    files: {
      ...withoutDistances,
      ...shape('sh,62.0200,27.0000,1,', 'sh,62.0100,27.0000,2,', 'sh,62.0000,27.0000,3,'),
    },
  },
  {
    code: 'trip_distance_exceeds_shape_distance',
    files: shape('sh,62.0000,27.0000,1,0', 'sh,62.0100,27.0000,2,1', 'sh,62.0195,27.0000,3,1.9'),
  },
  {
    code: 'trip_distance_exceeds_shape_distance_below_threshold',
    files: shape('sh,62.0000,27.0000,1,0', 'sh,62.0100,27.0000,2,1', 'sh,62.0200,27.0000,3,1.9'),
  },
  {
    code: 'trip_with_shape_dist_traveled_but_no_shape_distances',
    files: shape('sh,62.0000,27.0000,1,', 'sh,62.0100,27.0000,2,', 'sh,62.0200,27.0000,3,'),
  },
  {
    code: 'unused_shape',
    files: extended('shapes.txt', 'other,62.0000,27.0000,1,0', 'other,62.0100,27.0000,2,1'),
  },
];
