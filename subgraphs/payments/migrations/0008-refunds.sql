-- Refunds: money of one payment for one notice, returned in full or in part. The states are in
-- src/refund/states.ts.

-- Above this amount a refund needs the approval of a second operator.
ALTER TABLE payee_unit ADD COLUMN refund_limit_minor bigint NOT NULL DEFAULT 50000 CHECK (refund_limit_minor >= 0);

-- The amount refunded or promised: no more than was paid, however many refunds race.
ALTER TABLE payment_notice
  ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT refunded_at_most_what_was_paid CHECK (refunded_minor BETWEEN 0 AND
    CASE WHEN state IN ('settled', 'surplus') THEN amount_minor ELSE 0 END);

CREATE TABLE refund (
  agency text NOT NULL,
  id uuid NOT NULL,
  notice_code char(20) NOT NULL,
  payment_agency text NOT NULL,
  payment_id uuid NOT NULL,
  payer_key text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency char(3) NOT NULL,
  reason text NOT NULL,
  state text NOT NULL CHECK (
    state IN ('requested', 'rejected', 'approved', 'submitted', 'success', 'failed')),
  requested_by text NOT NULL,
  -- Set by the database from the limit and all earlier refunds of this payment, so that splitting a refund
  -- does not avoid the limit.
  needs_approval boolean NOT NULL DEFAULT true,
  decided_by text,
  created_at timestamptz NOT NULL,
  -- The time of the next inquiry to the provider, and the number of inquiries without an answer.
  next_attempt_at timestamptz NOT NULL,
  attempts smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (agency, id),
  FOREIGN KEY (agency, notice_code, payment_id) REFERENCES payment_notice,
  FOREIGN KEY (payment_agency, payment_id) REFERENCES payment (agency, id),
  CONSTRAINT refund_four_eyes CHECK (
    NOT needs_approval OR state IN ('requested', 'rejected')
    OR (decided_by IS NOT NULL AND decided_by <> requested_by))
);
CREATE INDEX refund_by_id ON refund (id);
CREATE INDEX refund_by_agency ON refund (agency, created_at DESC, id DESC);
CREATE INDEX refund_by_payment ON refund (payment_id);
CREATE INDEX refund_to_submit ON refund (next_attempt_at) WHERE state IN ('approved', 'submitted');

-- The update waits for concurrent refunds of the same money; the CHECK above refuses an excess.
CREATE FUNCTION reserve_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  refunded bigint;
BEGIN
  UPDATE payment_notice SET refunded_minor = refunded_minor + NEW.amount_minor
   WHERE agency = NEW.agency AND notice_code = NEW.notice_code AND payment_id = NEW.payment_id
     AND payment_agency = NEW.payment_agency AND currency = NEW.currency
   RETURNING refunded_minor INTO refunded;
  IF refunded IS NULL OR NEW.state <> 'requested' THEN
    RAISE EXCEPTION 'refund %: must begin as a request for money of a payment', NEW.id
      USING ERRCODE = 'check_violation';
  END IF;
  NEW.needs_approval := refunded > (SELECT refund_limit_minor FROM payee_unit WHERE agency = NEW.agency);
  RETURN NEW;
END $$;
CREATE TRIGGER refund_reserves BEFORE INSERT ON refund FOR EACH ROW EXECUTE FUNCTION reserve_refund();

-- A refund's request is immutable, its final state is final, and a failed refund releases its money.
CREATE FUNCTION change_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changing text[] := ARRAY['state', 'decided_by', 'next_attempt_at', 'attempts'];
BEGIN
  IF to_jsonb(NEW) - changing IS DISTINCT FROM to_jsonb(OLD) - changing
     OR OLD.state IN ('rejected', 'success', 'failed')
     OR (OLD.decided_by IS NOT NULL AND NEW.decided_by IS DISTINCT FROM OLD.decided_by) THEN
    RAISE EXCEPTION 'refund %: this may not change', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state IN ('rejected', 'failed') THEN
    UPDATE payment_notice SET refunded_minor = refunded_minor - NEW.amount_minor
     WHERE agency = NEW.agency AND notice_code = NEW.notice_code AND payment_id = NEW.payment_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refund_changes BEFORE UPDATE ON refund FOR EACH ROW EXECUTE FUNCTION change_refund();
CREATE TRIGGER refund_kept BEFORE DELETE ON refund FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refund_no_truncate BEFORE TRUNCATE ON refund EXECUTE FUNCTION refuse_change();

CREATE TABLE refund_event (
  agency text NOT NULL,
  refund_id uuid NOT NULL,
  sequence smallint NOT NULL CHECK (sequence > 0),
  event text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  -- The operator who acted; null for the provider or the platform.
  actor text,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (agency, refund_id, sequence),
  FOREIGN KEY (agency, refund_id) REFERENCES refund,
  CHECK ((from_state IS NULL) = (sequence = 1))
);
CREATE TRIGGER refund_event_append_only BEFORE UPDATE OR DELETE ON refund_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refund_event_no_truncate BEFORE TRUNCATE ON refund_event EXECUTE FUNCTION refuse_change();

-- In the ledger, `refund` is owed to payers who are being refunded, `fee` is what a provider retains, and
-- `bank` is what it has paid out to us.
ALTER TABLE account
  DROP CONSTRAINT account_kind_check,
  ADD CONSTRAINT account_kind_check
    CHECK (kind IN ('clearing', 'revenue', 'surplus', 'refund', 'fee', 'bank'));
ALTER TABLE transfer
  ADD COLUMN refund_id uuid,
  ADD FOREIGN KEY (agency, refund_id) REFERENCES refund,
  DROP CONSTRAINT transfer_kind_check,
  ADD CONSTRAINT transfer_kind_check
    CHECK (kind IN ('payment', 'surplus', 'refund', 'refund-done', 'refund-failed')),
  ADD CHECK ((refund_id IS NOT NULL) = (kind LIKE 'refund%'));
CREATE UNIQUE INDEX transfer_of_refund_once ON transfer (agency, refund_id, kind) WHERE refund_id IS NOT NULL;

-- A refund's state agrees with the ledger. Checked at commit.
CREATE FUNCTION check_refund_is_posted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted_id uuid := CASE TG_TABLE_NAME WHEN 'refund' THEN to_jsonb(NEW) ->> 'id'
                                       ELSE to_jsonb(NEW) ->> 'refund_id' END;
  posted text[] := ARRAY(SELECT kind FROM transfer WHERE agency = NEW.agency AND refund_id = wanted_id ORDER BY kind);
  wanted text[] := (SELECT CASE state WHEN 'submitted' THEN ARRAY['refund']
                                      WHEN 'success' THEN ARRAY['refund', 'refund-done']
                                      WHEN 'failed' THEN ARRAY['refund', 'refund-failed']
                                      ELSE ARRAY[]::text[] END
                      FROM refund WHERE agency = NEW.agency AND id = wanted_id);
BEGIN
  IF posted IS DISTINCT FROM wanted THEN
    RAISE EXCEPTION 'refund %: the ledger says otherwise', wanted_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refund_is_posted AFTER INSERT OR UPDATE OF state ON refund
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_refund_is_posted();
CREATE CONSTRAINT TRIGGER transfer_is_of_refund AFTER INSERT ON transfer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.refund_id IS NOT NULL)
  EXECUTE FUNCTION check_refund_is_posted();
