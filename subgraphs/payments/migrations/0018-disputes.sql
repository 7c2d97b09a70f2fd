-- Disputes: a citizen contests a notice, or the agency's claim to a payment's money for a notice. The states
-- are in src/dispute/states.ts.
CREATE TABLE dispute (
  agency text NOT NULL,
  id uuid NOT NULL,
  notice_code char(20) NOT NULL,
  -- The payment whose money is disputed; null if the notice is disputed.
  payment_id uuid,
  citizen_key text NOT NULL,
  -- The app through which it was opened; it receives the events.
  client_id text NOT NULL,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('opened', 'withdrawn', 'upheld', 'rejected')),
  -- The agency's reason for the decision.
  answer text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (agency, id),
  FOREIGN KEY (agency, notice_code) REFERENCES notice,
  FOREIGN KEY (agency, notice_code, payment_id) REFERENCES payment_notice,
  CHECK ((state = 'opened') = (ended_at IS NULL)),
  CHECK ((state IN ('upheld', 'rejected')) = (answer IS NOT NULL))
);
-- At most one open dispute, and none after a decision: an appeal goes to a court, not to the same office.
CREATE UNIQUE INDEX dispute_once ON dispute (agency, notice_code, payment_id) NULLS NOT DISTINCT
  WHERE state <> 'withdrawn';
CREATE INDEX dispute_by_id ON dispute (id);
CREATE INDEX dispute_by_citizen ON dispute (citizen_key, created_at DESC, id DESC);
CREATE INDEX dispute_by_agency ON dispute (agency, created_at DESC, id DESC);

CREATE FUNCTION change_dispute() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changing text[] := ARRAY['state', 'answer', 'ended_at'];
BEGIN
  IF OLD.state <> 'opened' OR to_jsonb(NEW) - changing IS DISTINCT FROM to_jsonb(OLD) - changing THEN
    RAISE EXCEPTION 'dispute %: this may not change', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER dispute_changes BEFORE UPDATE ON dispute FOR EACH ROW EXECUTE FUNCTION change_dispute();
CREATE TRIGGER dispute_kept BEFORE DELETE ON dispute FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dispute_no_truncate BEFORE TRUNCATE ON dispute EXECUTE FUNCTION refuse_change();

CREATE TABLE dispute_event (
  agency text NOT NULL,
  dispute_id uuid NOT NULL,
  sequence smallint NOT NULL CHECK (sequence > 0),
  event text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  -- The operator who decided; null for the citizen.
  actor text,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (agency, dispute_id, sequence),
  FOREIGN KEY (agency, dispute_id) REFERENCES dispute,
  CHECK ((from_state IS NULL) = (sequence = 1)),
  CHECK ((to_state IN ('upheld', 'rejected')) = (actor IS NOT NULL))
);
CREATE TRIGGER dispute_event_append_only BEFORE UPDATE OR DELETE ON dispute_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dispute_event_no_truncate BEFORE TRUNCATE ON dispute_event EXECUTE FUNCTION refuse_change();

-- While a notice is disputed, its late fee does not grow.
ALTER TABLE notice ADD COLUMN disputed boolean NOT NULL DEFAULT false;
CREATE FUNCTION check_notice_disputed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted_code char(20) := CASE TG_TABLE_NAME WHEN 'notice' THEN to_jsonb(NEW) ->> 'code'
                                             ELSE to_jsonb(NEW) ->> 'notice_code' END;
BEGIN
  IF (SELECT disputed FROM notice WHERE agency = NEW.agency AND code = wanted_code) IS DISTINCT FROM
     EXISTS (SELECT FROM dispute WHERE agency = NEW.agency AND notice_code = wanted_code
                AND payment_id IS NULL AND state = 'opened') THEN
    RAISE EXCEPTION 'notice %: whether it is disputed is not what its disputes say', wanted_code
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER notice_disputed_agrees AFTER UPDATE OF disputed ON notice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_notice_disputed();
CREATE CONSTRAINT TRIGGER dispute_agrees AFTER INSERT OR UPDATE OF state ON dispute
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_notice_disputed();

-- A partner receives events of the disputes opened through its app, as for payments.
ALTER TABLE webhook_message
  ALTER COLUMN payment_id DROP NOT NULL,
  ADD COLUMN dispute_id uuid,
  ADD CHECK (num_nonnulls(payment_id, dispute_id) = 1);
CREATE FUNCTION tell_partner_of_dispute_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO webhook_message (client_id, endpoint_id, dispute_id, type, state, occurred_at, next_attempt_at)
  SELECT dispute.client_id, endpoint.id, NEW.dispute_id, 'dispute.' || NEW.to_state, NEW.to_state,
         NEW.occurred_at, NEW.occurred_at
    FROM dispute JOIN webhook_endpoint AS endpoint
      ON endpoint.client_id = dispute.client_id AND endpoint.removed_at IS NULL
   WHERE dispute.agency = NEW.agency AND dispute.id = NEW.dispute_id;
  RETURN NULL;
END $$;
CREATE TRIGGER dispute_event_told_to_partner AFTER INSERT ON dispute_event
  FOR EACH ROW EXECUTE FUNCTION tell_partner_of_dispute_event();
