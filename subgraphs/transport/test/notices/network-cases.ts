import { edited, extended, type NoticeCase, table } from './flawless-feed.ts';

const secondAgency = (id: string, zone: string, language: string) =>
  extended('agency.txt', `${id},Other Co,https://other.example.org,${zone},${language}`);

const routes = (columns: string, ...rows: readonly string[]) => table('routes.txt', columns, ...rows);
const named = (short: string, long: string, description: string) =>
  routes(
    'route_id,agency_id,route_short_name,route_long_name,route_desc,route_type',
    `r1,A,${short},${long},${description},3`,
  );
const routeWith = (columns: string, values: string) =>
  routes(`route_id,agency_id,route_short_name,route_type,${columns}`, `r1,A,1,3,${values}`);
const stopWithUrl = (url: string) =>
  table(
    'stops.txt',
    'stop_id,stop_name,stop_lat,stop_lon,stop_url',
    `s1,First,62.0000,27.0000,${url}`,
    's2,Second,62.0100,27.0000,',
    's3,Third,62.0200,27.0000,',
    'p1,Fourth,62.0000,27.0011,',
  );
const attributionColumns = 'attribution_id,organization_name,is_producer';

export const networkCases: readonly NoticeCase[] = [
  { code: 'attribution_without_role', files: table('attributions.txt', attributionColumns, 'a,Maps,0') },
  { code: 'duplicate_route_name', files: extended('routes.txt', 'r2,A,1,First to Third,,3') },
  { code: 'feed_info_lang_and_agency_lang_mismatch', files: edited('feed_info.txt', ',en,', ',fi,') },
  {
    code: 'inconsistent_agency_lang',
    files: { ...secondAgency('B', 'Europe/Helsinki', 'fi'), ...edited('feed_info.txt', ',en,', ',mul,') },
  },
  { code: 'inconsistent_agency_timezone', files: secondAgency('B', 'Europe/Oslo', 'en') },
  { code: 'missing_required_agency_id', files: secondAgency('', 'Europe/Helsinki', 'en') },
  {
    code: 'location_with_unexpected_stop_time',
    files: edited('stop_times.txt', 'p1,1', 'st,1'),
    also: ['stop_without_stop_time'],
  },
  {
    code: 'location_without_parent_station',
    files: extended('stops.txt', 'e1,Entrance,,62.0000,27.0010,,2,,'),
  },
  { code: 'missing_stop_name', files: edited('stops.txt', 's2,Second', 's2,') },
  { code: 'platform_without_parent_station', files: edited('stops.txt', 'z2,0,,', 'z2,0,,7') },
  { code: 'route_both_short_and_long_name_missing', files: named('', '', '') },
  {
    code: 'route_color_contrast',
    files: routeWith('route_color,route_text_color', 'FFFFFF,EEEEEE'),
  },
  { code: 'route_long_name_contains_short_name', files: named('12', '12 - First to Third', '') },
  {
    code: 'route_networks_specified_in_more_than_one_file',
    files: {
      ...routeWith('network_id', 'n'),
      ...table('networks.txt', 'network_id', 'n'),
    },
  },
  { code: 'route_short_name_too_long', files: named('First to Third', '', '') },
  { code: 'same_name_and_description_for_route', files: named('1', 'First to Third', 'First to third') },
  { code: 'same_name_and_description_for_stop', files: edited('stops.txt', 'Second,', 'Second,Second') },
  {
    code: 'same_route_and_agency_url',
    files: routeWith('route_url', 'https://LINE.example.org'),
  },
  {
    code: 'same_stop_and_agency_url',
    files: stopWithUrl('https://line.example.org'),
  },
  {
    code: 'same_stop_and_route_url',
    files: {
      ...routeWith('route_url', 'https://line.example.org/1'),
      ...stopWithUrl('https://line.example.org/1'),
    },
  },
  {
    code: 'station_with_parent_station',
    files: extended('stops.txt', 'st2,Other,,62.0000,27.0010,,1,st,'),
    also: ['unused_station'],
  },
  { code: 'stop_without_location', files: edited('stops.txt', '62.0000,27.0010', ',') },
  { code: 'stop_without_stop_time', files: extended('stops.txt', 's9,Nowhere,,62.0000,27.0000,z1,0,,') },
  {
    code: 'stop_without_zone_id',
    files: {
      ...edited('stops.txt', 'z2,0', ',0'),
      ...table(
        'fare_attributes.txt',
        'fare_id,price,currency_type,payment_method,transfers,agency_id',
        'f,2.00,EUR,0,0,A',
      ),
      ...table('fare_rules.txt', 'fare_id,route_id,origin_id', 'f,r1,z1'),
    },
  },
  { code: 'unused_station', files: extended('stops.txt', 'st2,Other,,62.0000,27.0010,,1,,') },
  { code: 'wrong_parent_location_type', files: edited('stops.txt', 'z2,0,,', 'z2,0,s1,') },
];
