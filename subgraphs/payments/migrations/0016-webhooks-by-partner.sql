-- What is due is taken partner by partner, so that one that does not answer keeps nobody else waiting.
DROP INDEX webhook_message_due;
CREATE INDEX webhook_message_due ON webhook_message (client_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
