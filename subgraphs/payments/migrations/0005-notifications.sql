-- Notifications from payment providers, recorded before they are processed. `outcome` is set in the
-- transaction that processes one, so after a crash in between the notification is processed again, never
-- lost.

CREATE TABLE provider_notification (
  provider text NOT NULL,
  event_id text NOT NULL,
  body_digest text NOT NULL,
  body jsonb NOT NULL,
  received_at timestamptz NOT NULL,
  outcome text CHECK (outcome IN ('applied', 'unchanged', 'unknown-payment', 'wrong-amount')),
  settled_at timestamptz,
  PRIMARY KEY (provider, event_id),
  CHECK ((outcome IS NULL) = (settled_at IS NULL))
);
CREATE INDEX provider_notification_pending ON provider_notification (received_at) WHERE outcome IS NULL;

-- Set once: neither the notification nor its outcome changes afterwards.
CREATE FUNCTION refuse_second_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.outcome IS NOT NULL OR
     (to_jsonb(NEW) - 'outcome' - 'settled_at') IS DISTINCT FROM (to_jsonb(OLD) - 'outcome' - 'settled_at') THEN
    RAISE EXCEPTION 'provider_notification: only a missing outcome may be set'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER provider_notification_set_once BEFORE UPDATE ON provider_notification
  FOR EACH ROW EXECUTE FUNCTION refuse_second_outcome();
CREATE TRIGGER provider_notification_kept BEFORE DELETE ON provider_notification
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER provider_notification_no_truncate BEFORE TRUNCATE ON provider_notification
  EXECUTE FUNCTION refuse_change();
