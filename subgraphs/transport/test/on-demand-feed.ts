import { type Files, smallFeed } from './small-feed.ts';

/** On-demand services as in the examples of gtfs.org, "Demand responsive services", shortened. */

function table(header: string, ...rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}

const ring = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

const zone = (id: string, name: string, coordinates: unknown, type = 'Polygon') => ({
  id,
  type: 'Feature',
  properties: { stop_name: name, stop_desc: `All of ${name}` },
  geometry: { type, coordinates },
});

const windows =
  'trip_id,arrival_time,departure_time,stop_id,stop_sequence,location_id,location_group_id,' +
  'start_pickup_drop_off_window,end_pickup_drop_off_window,pickup_type,drop_off_type,' +
  'pickup_booking_rule_id,drop_off_booking_rule_id';

export const onDemandFeed: Files = {
  ...smallFeed,
  'routes.txt': table(
    'route_id,agency_id,route_short_name,route_type',
    'county,A,County Express,3',
    'valley,A,Valley,3',
    'rufbus,A,RufBus,3',
    'detour,A,Detour,3',
  ),
  'calendar.txt': table(
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
    'weekdays,1,1,1,1,1,0,0,20170101,20171231',
    'daily,1,1,1,1,1,1,1,20170101,20171231',
  ),
  'trips.txt': table(
    'route_id,service_id,trip_id',
    'county,weekdays,county',
    'county,weekdays,night',
    'valley,daily,valley',
    'rufbus,daily,rufbus',
    'detour,daily,detour',
  ),
  'locations.geojson': JSON.stringify({
    type: 'FeatureCollection',
    features: [
      // A county with a lake, and a city elsewhere.
      zone('county', 'Brown County', [ring(27, 62, 28, 63), ring(27.4, 62.4, 27.6, 62.6)]),
      zone('city', 'Kasota', [[ring(29, 62, 29.1, 62.1)], [ring(29.2, 62, 29.3, 62.1)]], 'MultiPolygon'),
      zone('crossed', 'Crossed', [
        [
          [30, 62],
          [30.1, 62.1],
          [30.1, 62],
          [30, 62.1],
          [30, 62],
        ],
      ]),
    ],
  }),
  'location_groups.txt': 'location_group_id,location_group_name\nangermuende,Angermünde\n',
  'location_group_stops.txt': 'location_group_id,stop_id\nangermuende,s1\nangermuende,s2\n',
  'booking_rules.txt': table(
    'booking_rule_id,booking_type,prior_notice_duration_min,prior_notice_duration_max,prior_notice_start_day,' +
      'prior_notice_start_time,prior_notice_last_day,prior_notice_last_time,prior_notice_service_id,message,' +
      'pickup_message,phone_number,info_url,booking_url',
    'days,2,,,14,8:00:00,1,15:00:00,weekdays,Call by 3 pm,,+1 507 359 2717,https://county.example/,javascript:alert(1)',
    'hours,1,60,10080,,,,,,Book an hour before,Wait at the door,,,https://valley.example/book',
    'now,0,,,,,,,,,,112,,',
  ),
  'translations.txt':
    'table_name,field_name,language,translation,record_id\nbooking_rules,message,zh,请在下午三点前致电,days\n',
  'stop_times.txt': table(
    windows,
    'county,,,,1,county,,08:00:00,17:00:00,2,1,days,days',
    'county,,,,2,county,,08:00:00,17:00:00,1,2,days,days',
    'night,,,,1,county,,22:00:00,26:00:00,2,1,now,now',
    'night,,,,2,city,,22:00:00,26:00:00,1,2,now,now',
    'valley,,,,1,county,,06:30:00,20:00:00,2,1,hours,hours',
    'valley,,,,2,city,,06:30:00,20:00:00,1,2,hours,hours',
    'rufbus,,,,1,,angermuende,08:00:00,18:00:00,2,1,now,',
    'rufbus,,,,2,,angermuende,08:00:00,18:00:00,1,2,now,',
    'detour,10:00:00,10:00:00,s1,1,,,,,0,0,,',
    'detour,,,,2,city,,10:05:00,10:20:00,2,2,now,now',
    'detour,10:30:00,10:30:00,s3,3,,,,,0,0,,',
  ),
};
