import { type NoticeCase, table } from './flawless-feed.ts';

const legGroups = {
  ...table('fare_products.txt', 'fare_product_id,amount,currency', 'single,2.00,EUR'),
  ...table('areas.txt', 'area_id', 'centre'),
  ...table(
    'fare_leg_rules.txt',
    'leg_group_id,from_area_id,fare_product_id',
    'city,centre,single',
    'outer,,single',
  ),
};
const transferRules = (row: string) => ({
  ...legGroups,
  ...table(
    'fare_transfer_rules.txt',
    'from_leg_group_id,to_leg_group_id,duration_limit,duration_limit_type,fare_transfer_type,transfer_count',
    row,
  ),
});
const timeframes = (...rows: readonly string[]) =>
  table('timeframes.txt', 'timeframe_group_id,start_time,end_time,service_id', ...rows);

export const fareCases: readonly NoticeCase[] = [
  {
    code: 'duplicate_fare_media',
    files: table('fare_media.txt', 'fare_media_id,fare_media_name,fare_media_type', 'a,Card,2', 'b,Card,2'),
  },
  {
    code: 'missing_recommended_field',
    files: table('fare_media.txt', 'fare_media_id,fare_media_name,fare_media_type', 'a,,2'),
  },
  {
    code: 'fare_product_with_multiple_default_rider_categories',
    files: {
      ...table(
        'fare_products.txt',
        'fare_product_id,amount,currency,rider_category_id',
        'single,2.00,EUR,adult',
        'single,1.00,EUR,child',
      ),
      ...table(
        'rider_categories.txt',
        'rider_category_id,rider_category_name,is_default_fare_category',
        'adult,Adult,1',
        'child,Child,1',
      ),
    },
  },
  {
    code: 'fare_transfer_rule_duration_limit_type_without_duration_limit',
    files: transferRules('city,outer,,1,0,'),
  },
  { code: 'fare_transfer_rule_duration_limit_without_type', files: transferRules('city,outer,3600,,0,') },
  { code: 'fare_transfer_rule_invalid_transfer_count', files: transferRules('city,city,,,0,0') },
  { code: 'fare_transfer_rule_with_forbidden_transfer_count', files: transferRules('city,outer,,,0,1') },
  { code: 'fare_transfer_rule_without_transfer_count', files: transferRules('city,city,,,0,') },
  {
    code: 'foreign_key_violation',
    files: {
      ...table('fare_products.txt', 'fare_product_id,amount,currency', 'single,2.00,EUR'),
      ...table('fare_leg_rules.txt', 'network_id,fare_product_id', 'none,single'),
    },
  },
  {
    code: 'missing_required_field',
    files: {
      ...table('networks.txt', 'network_id', 'n'),
      ...table('fare_leg_join_rules.txt', 'from_network_id,to_network_id,from_stop_id,to_stop_id', 'n,n,s1,'),
    },
  },
  {
    code: 'timeframe_only_start_or_end_time_specified',
    files: timeframes('peak,08:00:00,,daily'),
  },
  {
    code: 'timeframe_overlap',
    files: timeframes('peak,08:00:00,10:00:00,daily', 'peak,09:00:00,11:00:00,daily'),
  },
  {
    code: 'timeframe_start_or_end_time_greater_than_twenty_four_hours',
    files: timeframes('night,22:00:00,24:00:01,daily'),
  },
];
