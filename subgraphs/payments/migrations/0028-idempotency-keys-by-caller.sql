-- A key belongs to the caller that chose it: the same key from another citizen in the same app is another
-- row.
-- Earlier rows name no caller. Until they are deleted after 30 days, they apply to every caller of their app,
-- as before.
ALTER TABLE idempotency_key ADD COLUMN caller text NOT NULL DEFAULT '';
ALTER TABLE idempotency_key
  DROP CONSTRAINT idempotency_key_pkey,
  ADD PRIMARY KEY (client_id, key, caller);
