-- Releases that their owner has withdrawn. Nothing is deleted here, nor are the observations: of two rows of a
-- version, the earlier one counts.
CREATE TABLE IF NOT EXISTS withdrawal (
  dataflow String,
  content_hash String,
  reason_zh String,
  reason_en String,
  withdrawn_at DateTime64(6, 'UTC')
) ENGINE = MergeTree ORDER BY (dataflow, content_hash, withdrawn_at)
