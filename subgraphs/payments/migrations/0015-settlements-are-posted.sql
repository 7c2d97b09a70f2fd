-- A settlement is posted: the provider no longer owes what it has paid out.

ALTER TABLE transfer
  ADD COLUMN settlement_id uuid,
  ADD FOREIGN KEY (agency, settlement_id) REFERENCES settlement_window,
  ALTER COLUMN payment_agency DROP NOT NULL,
  ALTER COLUMN payment_id DROP NOT NULL,
  DROP CONSTRAINT transfer_kind_check,
  ADD CONSTRAINT transfer_kind_check
    CHECK (kind IN ('payment', 'surplus', 'refund', 'refund-done', 'refund-failed', 'settlement')),
  -- Of a payment (or its refund), or of a settlement.
  ADD CHECK ((kind = 'settlement') = (settlement_id IS NOT NULL)
    AND (settlement_id IS NULL) = (payment_id IS NOT NULL) AND (payment_id IS NULL) = (payment_agency IS NULL));
CREATE UNIQUE INDEX transfer_of_settlement_once ON transfer (agency, settlement_id) WHERE settlement_id IS NOT NULL;

-- Differences between windows and ledger: a window is posted once, at settlement, with its own amounts.
CREATE VIEW settlement_posted_otherwise AS
  SELECT settlement.agency, settlement.id
    FROM settlement_window AS settlement
    LEFT JOIN transfer ON transfer.agency = settlement.agency AND transfer.settlement_id = settlement.id
    LEFT JOIN entry ON entry.agency = transfer.agency AND entry.transfer_id = transfer.id
   GROUP BY settlement.agency, settlement.id
  HAVING (coalesce(sum(entry.amount_minor) FILTER (WHERE account_id = 'bank'), 0),
          coalesce(sum(entry.amount_minor) FILTER (WHERE account_id = 'fee:' || provider), 0),
          coalesce(sum(entry.amount_minor) FILTER (WHERE account_id = 'clearing:' || provider), 0))
      <> ((state = 'settled')::int * (collected_minor - refunded_minor - fee_minor),
          (state = 'settled')::int * fee_minor,
          (state = 'settled')::int * (refunded_minor - collected_minor));

CREATE FUNCTION check_settlement_is_posted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted_id uuid := CASE TG_TABLE_NAME WHEN 'transfer' THEN to_jsonb(NEW) ->> 'settlement_id'
                                       ELSE to_jsonb(NEW) ->> 'id' END;
BEGIN
  IF EXISTS (SELECT FROM settlement_posted_otherwise WHERE agency = NEW.agency AND id = wanted_id) THEN
    RAISE EXCEPTION 'settlement %: the ledger says otherwise', wanted_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settlement_is_posted AFTER INSERT OR UPDATE OF state ON settlement_window
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'settled')
  EXECUTE FUNCTION check_settlement_is_posted();
CREATE CONSTRAINT TRIGGER transfer_is_of_settlement AFTER INSERT ON transfer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.settlement_id IS NOT NULL)
  EXECUTE FUNCTION check_settlement_is_posted();

-- Windows settled before settlements were posted.
DO $$
DECLARE
  settlement settlement_window;
  posting uuid;
BEGIN
  FOR settlement IN SELECT * FROM settlement_window
    WHERE state = 'settled' AND (collected_minor <> refunded_minor OR fee_minor <> 0)
  LOOP
    posting := gen_random_uuid();
    INSERT INTO account (agency, id, kind, currency) VALUES
      (settlement.agency, 'bank', 'bank', settlement.currency),
      (settlement.agency, 'fee:' || settlement.provider, 'fee', settlement.currency),
      (settlement.agency, 'clearing:' || settlement.provider, 'clearing', settlement.currency)
      ON CONFLICT DO NOTHING;
    INSERT INTO transfer (agency, id, settlement_id, kind, posted_at)
      VALUES (settlement.agency, posting, settlement.id, 'settlement', settlement.settled_at);
    INSERT INTO entry (agency, transfer_id, line, account_id, amount_minor, currency)
      SELECT settlement.agency, posting, line, account, amount, settlement.currency
        FROM (VALUES
          (1, 'bank', settlement.collected_minor - settlement.refunded_minor - settlement.fee_minor),
          (2, 'fee:' || settlement.provider, settlement.fee_minor),
          (3, 'clearing:' || settlement.provider, settlement.refunded_minor - settlement.collected_minor)
        ) AS posted (line, account, amount) WHERE amount <> 0;
  END LOOP;
END $$;
SET CONSTRAINTS ALL IMMEDIATE;

ALTER FUNCTION check_books() RENAME TO check_books_of_payments;
CREATE FUNCTION check_books() RETURNS TABLE (finding text, agency text, subject text) LANGUAGE sql STABLE AS $$
  SELECT * FROM check_books_of_payments()
  UNION ALL
  SELECT 'settled other than posted', agency, id::text FROM settlement_posted_otherwise
$$;

-- Postings of a day, in all books. Rows lie in the order of time, so an index of block ranges suffices and
-- costs a payment almost nothing.
CREATE INDEX transfer_by_day ON transfer USING brin (posted_at);
