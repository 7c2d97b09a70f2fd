-- Indexes of the delivery log for its list: by owner, optionally by state, newest first.
ALTER TABLE webhook_message
  ADD COLUMN endpoint text NOT NULL GENERATED ALWAYS AS (endpoint_id::text) STORED,
  ADD COLUMN delivery text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN next_attempt_at IS NOT NULL THEN 'pending' WHEN delivered_at IS NULL THEN 'failed' ELSE 'delivered' END
  ) STORED;
DROP INDEX webhook_message_log;
CREATE INDEX webhook_message_log ON webhook_message (endpoint, occurred_at DESC, id DESC);
CREATE INDEX webhook_message_by_id ON webhook_message (id);
