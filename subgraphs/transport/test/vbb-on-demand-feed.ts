import { type Files, smallFeed } from './small-feed.ts';

/*
 * On-demand buses in the forms that feeds of Berlin and Brandenburg have
 * (https://github.com/public-transport/vbb-gtfs-flex and its predecessor https://github.com/bbnavi/gtfs-flex).
 */

const group = 'flex-476-477-stops';
const stops = ['de:12073:900340004::1', 'de:12073:900340004::2', 'de:12073:900340100::1'];
const rule = 'flächenrufbus-angermünde-weekdays';
const table = (...rows: readonly string[]) => `${rows.join('\n')}\n`;

const common: Files = {
  ...smallFeed,
  'agency.txt':
    'agency_id,agency_name,agency_url,agency_timezone\nU,Uckermärkische,https://example.org,Europe/Berlin\n',
  'stops.txt': table(
    'stop_id,stop_name,stop_lat,stop_lon,location_type',
    `${stops[0]},"Angermünde, Bahnhof",53.015,13.995,0`,
    `${stops[1]},"Angermünde, Bahnhof",53.0151,13.9951,0`,
    `${stops[2]},"Gerswalde, Markt",53.17,13.75,0`,
    's1,First,53.3,14.3,0',
    's2,Second,53.31,14.3,0',
  ),
  'routes.txt': 'route_id,agency_id,route_short_name,route_type\nr476,U,R476,715\nr1,U,1,3\n',
  'trips.txt': table('route_id,service_id,trip_id', 'r476,daily,flex-476-weekdays', 'r1,daily,t1'),
  'booking_rules.txt': table(
    'booking_rule_id,booking_type,prior_notice_duration_min,message,phone_number,info_url',
    `${rule},1,60,"Anmeldung mind. 60min vorher erforderlich",+49 3332 442 755,https://example.org/rufbus/`,
  ),
};

const timed = ['t1,1,s1,08:00:00,08:00:00,,,0,,0,,', 't1,2,s2,08:10:00,08:10:00,,,0,,0,,'];
const columns =
  'arrival_time,departure_time,start_pickup_dropoff_window,end_pickup_dropoff_window,pickup_type,' +
  'pickup_booking_rule_id,drop_off_type,drop_off_booking_rule_id,stop_headsign';

/** Stops of a group in a table of their own. */
export const vbbFeed: Files = {
  ...common,
  'location_groups.txt': `location_group_id,location_group_name\n${group},"Gebiet im Raum Angermünde"\n`,
  'location_group_stops.txt': table('location_group_id,stop_id', ...stops.map((stop) => `${group},${stop}`)),
  'stop_times.txt': table(
    `trip_id,stop_sequence,stop_id,location_group_id,${columns}`,
    `flex-476-weekdays,1,,${group},,,17:30:00,22:00:00,2,${rule},2,${rule},RufBus 476`,
    ...timed.map((row) => row.replace(/,s\d/, '$&,')),
  ),
};

/** Stops of a group beside it, and `stop_id` names the group. */
export const olderVbbFeed: Files = {
  ...common,
  'location_groups.txt': table(
    'location_group_id,location_id,location_group_name',
    `${group},${stops[0]},"Gebiet im Raum Angermünde"`,
    ...[...stops.slice(1), 'de:12073:900349999::1'].map((stop) => `${group},${stop},`),
  ),
  'stop_times.txt': table(
    `trip_id,stop_sequence,stop_id,${columns}`,
    `flex-476-weekdays,1,${group},,,17:30:00,22:00:00,2,${rule},2,${rule},RufBus 476`,
    ...timed,
  ),
};
