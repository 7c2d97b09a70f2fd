-- The owner's description at the time of the release, without which an old release cannot be read.
ALTER TABLE release ADD COLUMN IF NOT EXISTS manifest String DEFAULT ''
