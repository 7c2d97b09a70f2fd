-- A key belongs to the caller that chose it: another citizen's equal key in the same app is another row.
-- Rows from before name no caller. For as long as they are kept, 30 days, they stand for every caller of their app, as they did.
ALTER TABLE idempotency_key ADD COLUMN caller text NOT NULL DEFAULT '';
ALTER TABLE idempotency_key
  DROP CONSTRAINT idempotency_key_pkey,
  ADD PRIMARY KEY (client_id, key, caller);
