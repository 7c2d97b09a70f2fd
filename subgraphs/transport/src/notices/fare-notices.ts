import { error, warning } from './notice.ts';

/** Notices of fares. */
export const fareNotices = {
  duplicate_fare_media: warning('another fare medium has the same name and type'),
  fare_product_with_multiple_default_rider_categories: error('the product has two default rider categories'),
  fare_transfer_rule_duration_limit_type_without_duration_limit: error('the type of limit needs a limit'),
  fare_transfer_rule_duration_limit_without_type: error('the limit needs a type'),
  fare_transfer_rule_invalid_transfer_count: error('the number of transfers is -1 or positive'),
  fare_transfer_rule_with_forbidden_transfer_count: error('different leg groups have no number of transfers'),
  fare_transfer_rule_without_transfer_count: error('equal leg groups need a number of transfers'),
  timeframe_only_start_or_end_time_specified: error('a timeframe needs both times or neither'),
  timeframe_overlap: error('two timeframes of a group and service overlap'),
  timeframe_start_or_end_time_greater_than_twenty_four_hours: error(
    'a timeframe ends at 24:00:00 at the latest',
  ),
} as const;
