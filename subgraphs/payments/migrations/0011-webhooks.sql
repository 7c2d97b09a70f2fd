-- Partner apps receive events about their payments. The transaction of the step writes the event to an
-- outbox, so a crash cannot lose it and a rollback leaves no false event.

CREATE TABLE webhook_endpoint (
  client_id text NOT NULL,
  id uuid NOT NULL,
  url text NOT NULL CHECK (length(url) <= 2000),
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (client_id, id)
);
CREATE INDEX webhook_endpoint_in_use ON webhook_endpoint (client_id) WHERE removed_at IS NULL;

CREATE TABLE webhook_message (
  client_id text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  endpoint_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  type text NOT NULL,
  state text NOT NULL,
  occurred_at timestamptz NOT NULL,
  -- Null: delivered, or given up.
  next_attempt_at timestamptz,
  delivered_at timestamptz,
  -- Failed attempts since the message was written or last replayed; they determine the next delay.
  failures smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (client_id, id),
  FOREIGN KEY (client_id, endpoint_id) REFERENCES webhook_endpoint
);
CREATE INDEX webhook_message_due ON webhook_message (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_message_log ON webhook_message (client_id, occurred_at DESC, id DESC);

-- The delivery log: every attempt with its result.
CREATE TABLE webhook_attempt (
  client_id text NOT NULL,
  message_id uuid NOT NULL,
  attempted_at timestamptz NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  -- The status of the response; null if there was none, and `problem` has the cause.
  status smallint,
  problem text,
  duration_ms integer NOT NULL CHECK (duration_ms >= 0),
  PRIMARY KEY (client_id, message_id, number),
  FOREIGN KEY (client_id, message_id) REFERENCES webhook_message (client_id, id),
  CHECK ((status IS NULL) = (problem IS NOT NULL))
);
CREATE TRIGGER webhook_attempt_append_only BEFORE UPDATE OR DELETE ON webhook_attempt
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER webhook_attempt_no_truncate BEFORE TRUNCATE ON webhook_attempt EXECUTE FUNCTION refuse_change();

-- A trigger fills the outbox at each step of a payment, so that no code can forget to.
CREATE FUNCTION tell_partner_of_payment_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_message (client_id, endpoint_id, payment_id, type, state, occurred_at, next_attempt_at)
  SELECT payment.client_id, endpoint.id, NEW.payment_id, 'payment.' || NEW.to_state, NEW.to_state,
         NEW.occurred_at, NEW.occurred_at
    FROM payment JOIN webhook_endpoint AS endpoint
      ON endpoint.client_id = payment.client_id AND endpoint.removed_at IS NULL
   WHERE payment.agency = NEW.agency AND payment.id = NEW.payment_id;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_event_told_to_partner AFTER INSERT ON payment_event
  FOR EACH ROW EXECUTE FUNCTION tell_partner_of_payment_event();
