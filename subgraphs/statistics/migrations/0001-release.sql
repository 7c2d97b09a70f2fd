-- Loads that may be served: a row is written last, after all observations of its load.
CREATE TABLE IF NOT EXISTS release (
  load String,
  dataflow String,
  content_hash String,
  snapshot String,
  published_at DateTime64(6, 'UTC') DEFAULT now64(6)
) ENGINE = MergeTree ORDER BY (content_hash, published_at, load)
