import { error, warning } from './notice.ts';

export const fareNotices = {
  duplicate_fare_media: warning('another fare medium has the same name and type'),
  fare_product_with_multiple_default_rider_categories: error(
    'the product has several default rider categories',
  ),
  fare_transfer_rule_duration_limit_type_without_duration_limit: error(
    'duration_limit_type needs a duration_limit',
  ),
  fare_transfer_rule_duration_limit_without_type: error('duration_limit needs a duration_limit_type'),
  fare_transfer_rule_invalid_transfer_count: error('transfer_count must be -1 or positive'),
  fare_transfer_rule_with_forbidden_transfer_count: error(
    'transfer_count is allowed only between equal leg groups',
  ),
  fare_transfer_rule_without_transfer_count: error('transfer_count is required between equal leg groups'),
  timeframe_only_start_or_end_time_specified: error(
    'a timeframe needs both start_time and end_time, or neither',
  ),
  timeframe_overlap: error('two timeframes of a group and service overlap'),
  timeframe_start_or_end_time_greater_than_twenty_four_hours: error(
    'a timeframe must end at 24:00:00 or earlier',
  ),
} as const;
