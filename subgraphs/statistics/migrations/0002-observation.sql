-- Released observations only: what disclosure control suppressed was never written here.
CREATE TABLE IF NOT EXISTS observation (
  load LowCardinality(String),
  region LowCardinality(String),
  key Array(LowCardinality(String)),
  period LowCardinality(String),
  value Nullable(Float64),
  obs_status LowCardinality(String),
  conf_status LowCardinality(String)
) ENGINE = MergeTree ORDER BY (load, region, key, period)
