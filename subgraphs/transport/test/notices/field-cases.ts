import { edited, extended, type NoticeCase, table } from './flawless-feed.ts';

const agencyWith = (column: string, value: string) => ({
  'agency.txt': `agency_id,agency_name,agency_url,agency_timezone,${column}\nA,Line Co,https://line.example.org,Europe/Helsinki,${value}\n`,
});
const product = (amount: string, currency: string) =>
  table('fare_products.txt', 'fare_product_id,amount,currency', `single,${amount},${currency}`);

export const fieldCases: readonly NoticeCase[] = [
  {
    code: 'duplicate_key',
    files: extended('stops.txt', 's1,Again,,62.0000,27.0000,z1,0,,'),
    also: ['stop_without_stop_time'],
  },
  {
    code: 'duplicate_key',
    files: edited('stop_times.txt', 's2,2,1,1', 's2,1,1,1'),
    also: ['unsorted_stop_times'],
  },
  { code: 'duplicate_key', files: edited('shapes.txt', '27.0000,3,2', '27.0000,2,2') },
  { code: 'foreign_key_violation', files: edited('trips.txt', 'r1,daily,t2', 'r2,daily,t2') },
  { code: 'foreign_key_violation', files: edited('trips.txt', 'r1,daily,t2', 'r1,weekly,t2') },
  { code: 'foreign_key_violation', files: edited('trips.txt', 't2,Third,,', 't2,Third,,none') },
  {
    code: 'foreign_key_violation',
    files: edited('stops.txt', ',st,1', ',other,1'),
    also: ['unused_station'],
  },
  { code: 'invalid_character', files: edited('stops.txt', 'Second', 'Sec\uFFFDnd') },
  {
    code: 'invalid_color',
    files: edited(
      'routes.txt',
      'route_type\nr1,A,1,First to Third,,3',
      'route_type,route_color\nr1,A,1,First to Third,,3,#FF0000',
    ),
  },
  { code: 'invalid_currency', files: product('2.00', 'EUX') },
  { code: 'invalid_currency_amount', files: product('2.0', 'EUR') },
  { code: 'invalid_currency_amount', files: product('200.00', 'JPY') },
  { code: 'invalid_date', files: edited('calendar.txt', '20261231', '20260230') },
  { code: 'invalid_email', files: agencyWith('agency_email', 'line@example') },
  { code: 'invalid_float', files: edited('shapes.txt', '62.0100', '62N') },
  { code: 'invalid_integer', files: edited('stop_times.txt', 's2,2,1,1', 's2,2.5,1,1') },
  { code: 'invalid_integer', files: edited('stop_times.txt', 's2,2,1,1', 's2,2147483648,1,1') },
  { code: 'invalid_language_code', files: edited('agency.txt', ',en', ',e') },
  { code: 'invalid_time', files: edited('stop_times.txt', '08:05:00', '8h05') },
  { code: 'invalid_timezone', files: edited('agency.txt', 'Europe/Helsinki', 'Europe/Kuopio') },
  { code: 'invalid_url', files: edited('agency.txt', 'https://line.example.org', 'line.example.org') },
  { code: 'leading_or_trailing_whitespaces', files: edited('stops.txt', 'Second', '" Second"') },
  { code: 'missing_recommended_field', files: edited('feed_info.txt', '20261231,1,', '20261231,,') },
  { code: 'missing_recommended_field', files: edited('routes.txt', 'r1,A,', 'r1,,') },
  { code: 'missing_required_field', files: edited('agency.txt', 'Line Co', '') },
  { code: 'mixed_case_recommended_field', files: edited('routes.txt', 'First to Third', 'FIRST TO THIRD') },
  { code: 'new_line_in_value', files: edited('routes.txt', 'First to Third', '"First\nto Third"') },
  {
    code: 'non_ascii_or_non_printable_char',
    files: edited(
      'stops.txt',
      'p1,Main Platform,,62.0000,27.0011,z1',
      'p1,Main Platform,,62.0000,27.0011,zö',
    ),
  },
  { code: 'number_out_of_range', files: edited('shapes.txt', '62.0100', '92.01') },
  { code: 'number_out_of_range', files: edited('stop_times.txt', 's2,2,1,1', 's2,-2,1,1') },
  {
    code: 'point_near_origin',
    files: edited('stops.txt', '62.0000,27.0010', '0.5,0.5'),
  },
  { code: 'point_near_pole', files: edited('stops.txt', '62.0000,27.0010', '89.5,27.0010') },
  {
    code: 'start_and_end_range_equal',
    files: table('frequencies.txt', 'trip_id,start_time,end_time,headway_secs', 't1,08:00:00,08:00:00,600'),
  },
  {
    code: 'start_and_end_range_out_of_order',
    files: edited('stop_times.txt', '08:05:00,08:06:00', '08:06:00,08:05:00'),
  },
  { code: 'unexpected_enum_value', files: edited('routes.txt', 'Third,,3', 'Third,,77') },
];
