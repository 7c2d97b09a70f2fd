import { type NoticeCase, table } from './flawless-feed.ts';

const stops = (...rows: readonly string[]) =>
  table(
    'stops.txt',
    'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,stop_access,level_id',
    's1,First,62.0000,27.0000,0,,,',
    's2,Second,62.0100,27.0000,0,,,',
    's3,Third,62.0200,27.0000,0,,,',
    'st,Main Station,62.0000,27.0010,1,,,',
    ...rows,
  );
const pathways = (...rows: readonly string[]) =>
  table('pathways.txt', 'pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional', ...rows);

const platform = 'p1,Main Platform,62.0000,27.0011,0,st,,';
const entrance = 'e1,Entrance,62.0000,27.0010,2,st,,';
const node = 'n1,,62.0000,27.0010,3,st,,';
const ways = ['w1,e1,n1,1,1', 'w2,n1,p1,1,1'];

/** A station with an entrance, a node and a platform, which has no notice. */
export const flawlessStation = { ...stops(platform, entrance, node), ...pathways(...ways) };

export const stationCases: readonly NoticeCase[] = [
  {
    code: 'bidirectional_exit_gate',
    files: { ...flawlessStation, ...pathways('w1,e1,n1,7,1', 'w2,n1,p1,1,1') },
  },
  {
    code: 'missing_level_id',
    files: { ...flawlessStation, ...pathways('w1,e1,n1,5,1', 'w2,n1,p1,1,1') },
  },
  {
    code: 'pathway_dangling_generic_node',
    files: { ...stops(platform, entrance, node), ...pathways('w1,e1,p1,1,1', 'w2,n1,p1,1,1') },
  },
  { code: 'pathway_loop', files: { ...flawlessStation, ...pathways(...ways, 'w3,e1,e1,1,1') } },
  {
    code: 'pathway_to_platform_with_boarding_areas',
    files: {
      ...stops(platform, entrance, 'b1,,,,4,p1,,'),
      ...pathways('w1,e1,p1,1,1', 'w2,e1,b1,1,1'),
    },
  },
  {
    code: 'pathway_to_stop_with_access_outside_of_station_pathways',
    files: { ...stops('p1,Main Platform,62.0000,27.0011,0,st,1,', entrance), ...pathways('w1,e1,p1,1,1') },
  },
  {
    code: 'pathway_to_wrong_location_type',
    files: { ...flawlessStation, ...pathways(...ways, 'w3,n1,st,1,1') },
  },
  {
    code: 'pathway_unreachable_location',
    files: { ...flawlessStation, ...pathways('w1,e1,n1,1,1', 'w2,n1,p1,1,0') },
  },
  {
    code: 'stop_access_specified_for_incorrect_location',
    files: stops(platform, 'e1,Entrance,62.0000,27.0010,2,st,1,'),
  },
  {
    code: 'stop_access_specified_for_stop_with_no_parent_station',
    files: stops('p1,Main Platform,62.0000,27.0011,0,,1,'),
    also: ['unused_station'],
  },
];
