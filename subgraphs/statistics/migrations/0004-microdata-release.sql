-- Loads of unit records that may be counted: a row is written last, after all records of its load.
CREATE TABLE IF NOT EXISTS microdata_release (
  load String,
  content_hash String,
  records UInt32,
  published_at DateTime64(6, 'UTC') DEFAULT now64(6)
) ENGINE = MergeTree ORDER BY (content_hash, published_at, load)
