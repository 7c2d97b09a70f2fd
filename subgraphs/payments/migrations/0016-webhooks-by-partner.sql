-- Due messages are taken per partner, so that one partner that does not answer delays nobody else.
DROP INDEX webhook_message_due;
CREATE INDEX webhook_message_due ON webhook_message (client_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
