-- Released observations only: suppressed values are never written here.
-- c1 to c16 are ranks in the data set's sorted code lists, region first; period is a number
-- on the timeline of the data set: of years to months, its first month since year 0.
-- Granules and their compressed values are small, because a series has a few hundred rows.
CREATE TABLE IF NOT EXISTS coded_observation (
  load LowCardinality(String),
  c1 UInt32, c2 UInt32, c3 UInt32, c4 UInt32, c5 UInt32, c6 UInt32, c7 UInt32, c8 UInt32,
  c9 UInt32, c10 UInt32, c11 UInt32, c12 UInt32, c13 UInt32, c14 UInt32, c15 UInt32, c16 UInt32,
  period UInt32,
  value Nullable(Float64) SETTINGS (min_compress_block_size = 16384),
  obs_status LowCardinality(String)
) ENGINE = MergeTree
PARTITION BY load
ORDER BY (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, period)
SETTINGS index_granularity = 2048
