-- A payment pays one or more notices of one or more payees, in full or in part. Each notice of a payment has
-- a row in payment_notice; constraints that hold once per notice are on that row and on the notice.

-- States of a notice: src/notice/states.ts. The amount owed is the items plus the accrued late fee.
ALTER TABLE notice
  -- Daily rate on the unpaid items after the due date, in basis points, up to the cap in percent of the
  -- items. Null: no late fee.
  ADD COLUMN late_fee_basis_points smallint CHECK (late_fee_basis_points BETWEEN 1 AND 10000),
  ADD COLUMN late_fee_cap_percent smallint CHECK (late_fee_cap_percent BETWEEN 1 AND 100),
  ADD COLUMN late_fee_minor bigint NOT NULL DEFAULT 0 CHECK (late_fee_minor >= 0),
  -- The last day included in late_fee_minor.
  ADD COLUMN late_fee_until date,
  ADD COLUMN paid_minor bigint NOT NULL DEFAULT 0,
  ADD CHECK ((late_fee_basis_points IS NULL) = (late_fee_cap_percent IS NULL)),
  ADD CHECK (late_fee_basis_points IS NOT NULL OR late_fee_minor = 0),
  DROP CONSTRAINT notice_status_check,
  ADD CONSTRAINT notice_status_check
    CHECK (status IN ('issued', 'partly-paid', 'paid', 'withdrawn', 'written-off'));
UPDATE notice SET paid_minor = amount_minor WHERE status = 'paid';
ALTER TABLE notice
  -- A notice cannot be paid twice: no more than the amount owed counts towards it.
  ADD CONSTRAINT notice_paid_at_most_once CHECK (paid_minor BETWEEN 0 AND amount_minor + late_fee_minor),
  ADD CONSTRAINT notice_status_says_what_is_paid CHECK (CASE status
    WHEN 'issued' THEN paid_minor = 0
    WHEN 'partly-paid' THEN paid_minor > 0 AND paid_minor < amount_minor + late_fee_minor
    WHEN 'paid' THEN paid_minor = amount_minor + late_fee_minor
    ELSE true END);

-- Each state change of a notice after its issue, with the actor.
CREATE TABLE notice_event (
  agency text NOT NULL,
  notice_code char(20) NOT NULL,
  sequence smallint NOT NULL CHECK (sequence > 0),
  event text NOT NULL,
  from_status text NOT NULL,
  to_status text NOT NULL,
  -- The payment that settled it, or the operator who decided, with a reason.
  payment_id uuid,
  actor text,
  reason text,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (agency, notice_code, sequence),
  FOREIGN KEY (agency, notice_code) REFERENCES notice,
  CHECK ((payment_id IS NULL) = (actor IS NOT NULL) AND (actor IS NULL) = (reason IS NULL))
);
CREATE TRIGGER notice_event_append_only BEFORE UPDATE OR DELETE ON notice_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notice_event_no_truncate BEFORE TRUNCATE ON notice_event EXECUTE FUNCTION refuse_change();

-- A payment's share for one notice. The key starts with the notice's agency, which owns the money.
CREATE TABLE payment_notice (
  agency text NOT NULL,
  notice_code char(20) NOT NULL,
  payment_agency text NOT NULL,
  payment_id uuid NOT NULL,
  line smallint NOT NULL CHECK (line BETWEEN 1 AND 20),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency char(3) NOT NULL,
  -- open: the payment is in progress. released: it ended without money. settled: the money counts towards the
  -- notice. surplus: the notice no longer needed the money, which is owed back.
  state text NOT NULL CHECK (state IN ('open', 'released', 'settled', 'surplus')),
  -- The amount of the notice that was already paid; from there on it pays the notice's items in order.
  position_minor bigint CHECK (position_minor >= 0),
  PRIMARY KEY (agency, notice_code, payment_id),
  UNIQUE (payment_id, line),
  FOREIGN KEY (agency, notice_code) REFERENCES notice,
  FOREIGN KEY (payment_agency, payment_id) REFERENCES payment (agency, id),
  CHECK ((state = 'settled') = (position_minor IS NOT NULL))
);

INSERT INTO payment_notice
SELECT agency, notice_code, agency, id, 1, amount_minor, currency,
  CASE WHEN state IN ('created', 'started', 'submitted') THEN 'open'
       WHEN state = 'success' THEN 'settled'
       WHEN state = 'error' AND EXISTS (
         SELECT FROM transfer WHERE transfer.agency = payment.agency AND payment_id = payment.id) THEN 'surplus'
       ELSE 'released' END,
  CASE WHEN state = 'success' THEN 0 END
FROM payment;

-- A payment belongs to the agency of its first notice; `payees` are the agencies of all of them.
ALTER TABLE payment DROP COLUMN notice_code, ADD COLUMN payees text[];
UPDATE payment SET payees = ARRAY[agency];
ALTER TABLE payment ALTER COLUMN payees SET NOT NULL;

-- A notice has at most one attempt in progress, and no two settle the same part of it.
CREATE UNIQUE INDEX payment_one_under_way ON payment_notice (agency, notice_code) WHERE state = 'open';
CREATE UNIQUE INDEX payment_settles_notice_once ON payment_notice (agency, notice_code, position_minor)
  WHERE state = 'settled';

-- A payment is the sum of its shares. Checked at commit.
CREATE FUNCTION check_payment_of_notices() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted_id uuid := CASE TG_TABLE_NAME WHEN 'payment' THEN to_jsonb(NEW) ->> 'id'
                                       ELSE to_jsonb(NEW) ->> 'payment_id' END;
  wanted_agency text := CASE TG_TABLE_NAME WHEN 'payment' THEN to_jsonb(NEW) ->> 'agency'
                                           ELSE to_jsonb(NEW) ->> 'payment_agency' END;
  found record;
  allowed text[];
BEGIN
  SELECT payment.state, payment.amount_minor, payment.payees,
         sum(part.amount_minor) AS total, array_agg(DISTINCT part.agency) AS agencies,
         array_agg(DISTINCT part.state) AS states, bool_and(part.currency = payment.currency) AS one_currency
    INTO found
    FROM payment LEFT JOIN payment_notice AS part
      ON part.payment_agency = payment.agency AND part.payment_id = payment.id
   WHERE payment.agency = wanted_agency AND payment.id = wanted_id
   GROUP BY payment.agency, payment.id;
  allowed := CASE WHEN found.state IN ('created', 'started', 'submitted') THEN ARRAY['open']
                  WHEN found.state IN ('cancelled', 'failed') THEN ARRAY['released']
                  WHEN found.state = 'success' THEN ARRAY['settled', 'surplus']
                  ELSE ARRAY['released', 'surplus'] END;
  IF found.total IS DISTINCT FROM found.amount_minor OR NOT found.one_currency
     OR NOT (found.payees @> found.agencies AND found.payees <@ found.agencies)
     OR NOT found.states <@ allowed OR (found.state = 'success' AND NOT 'settled' = ANY (found.states)) THEN
    RAISE EXCEPTION 'payment %: disagrees with what it does for its notices', wanted_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_agrees AFTER INSERT OR UPDATE OF state, amount_minor, payees ON payment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_payment_of_notices();
CREATE CONSTRAINT TRIGGER payment_notice_agrees AFTER INSERT OR UPDATE OF state, amount_minor ON payment_notice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_payment_of_notices();

-- The paid amount of a notice is the sum that its payments have settled.
CREATE FUNCTION check_notice_paid() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted_code char(20) := CASE TG_TABLE_NAME WHEN 'notice' THEN to_jsonb(NEW) ->> 'code'
                                             ELSE to_jsonb(NEW) ->> 'notice_code' END;
BEGIN
  IF (SELECT paid_minor FROM notice WHERE agency = NEW.agency AND code = wanted_code) IS DISTINCT FROM
     (SELECT coalesce(sum(amount_minor), 0) FROM payment_notice
       WHERE agency = NEW.agency AND notice_code = wanted_code AND state = 'settled') THEN
    RAISE EXCEPTION 'notice %: what is paid is not what its payments have settled', wanted_code
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER notice_paid_agrees AFTER UPDATE OF paid_minor ON notice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_notice_paid();
CREATE CONSTRAINT TRIGGER notice_issued_unpaid AFTER INSERT ON notice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.paid_minor <> 0) EXECUTE FUNCTION check_notice_paid();
CREATE CONSTRAINT TRIGGER payment_notice_counts AFTER INSERT OR UPDATE OF state, amount_minor ON payment_notice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_notice_paid();
CREATE TRIGGER payment_notice_kept BEFORE DELETE ON payment_notice
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_notice_no_truncate BEFORE TRUNCATE ON payment_notice EXECUTE FUNCTION refuse_change();

-- Payments of a notice, in list order.
CREATE VIEW payment_of_notice AS
  SELECT payment.*, part.notice_code FROM payment_notice AS part
  JOIN payment ON payment.agency = part.payment_agency AND payment.id = part.payment_id;
CREATE INDEX payment_notice_by_code ON payment_notice (notice_code);

-- Each payee's share of a payment is posted in that payee's own books.
ALTER TABLE transfer ADD COLUMN payment_agency text, DISABLE TRIGGER transfer_append_only;
UPDATE transfer SET payment_agency = agency;
ALTER TABLE transfer ENABLE TRIGGER transfer_append_only,
  ALTER COLUMN payment_agency SET NOT NULL,
  DROP CONSTRAINT transfer_agency_payment_id_fkey,
  ADD FOREIGN KEY (payment_agency, payment_id) REFERENCES payment (agency, id);

-- One receipt for each notice that a payment has settled.
ALTER TABLE receipt
  DROP CONSTRAINT receipt_agency_payment_id_key,
  DROP CONSTRAINT receipt_agency_payment_id_fkey,
  ADD UNIQUE (agency, notice_code, payment_id),
  ADD FOREIGN KEY (agency, notice_code, payment_id) REFERENCES payment_notice;
CREATE INDEX receipt_by_payment ON receipt (payment_id);
