/** Days for which usage is kept. */
export const usageDays = 90;

/**
 * One row for each operation, app, gateway and minute. May run at each start. Weekly partitions expire whole;
 * the deduplication window also holds for retries after a restart.
 */
export const createUsageTable = `CREATE TABLE IF NOT EXISTS operation_usage (
  minute DateTime('UTC'),
  gateway LowCardinality(String),
  app LowCardinality(String),
  signature FixedString(64),
  kind LowCardinality(String),
  name LowCardinality(String),
  calls UInt64,
  failed UInt64,
  errors Map(LowCardinality(String), UInt64),
  latency Array(UInt64),
  fields Array(LowCardinality(String)),
  INDEX by_field fields TYPE bloom_filter GRANULARITY 1
) ENGINE = MergeTree
PARTITION BY toMonday(minute)
ORDER BY (signature, app, minute)
TTL minute + INTERVAL ${usageDays} DAY
SETTINGS ttl_only_drop_parts = 1, non_replicated_deduplication_window = 10000`;
