-- Double-entry ledger. Debits are positive, credits negative; the database itself enforces the invariants.

CREATE TABLE account (
  agency text NOT NULL,
  id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('clearing', 'revenue', 'surplus')),
  currency char(3) NOT NULL,
  region char(6),
  revenue_code text REFERENCES revenue_code,
  PRIMARY KEY (agency, id),
  UNIQUE (agency, id, currency),
  CHECK ((kind = 'revenue') = (revenue_code IS NOT NULL) AND (kind = 'revenue') = (region IS NOT NULL))
);

CREATE TABLE transfer (
  agency text NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('payment', 'surplus')),
  posted_at timestamptz NOT NULL,
  -- The transaction that wrote it; only that transaction may add entries.
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (agency, id),
  FOREIGN KEY (agency, payment_id) REFERENCES payment
);
-- Money for a payment is posted once, however often the provider repeats its notification.
CREATE UNIQUE INDEX transfer_money_arrives_once ON transfer (agency, payment_id)
  WHERE kind IN ('payment', 'surplus');
CREATE INDEX transfer_by_time ON transfer (agency, posted_at);

CREATE TABLE entry (
  agency text NOT NULL,
  transfer_id uuid NOT NULL,
  line smallint NOT NULL CHECK (line > 0),
  account_id text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  currency char(3) NOT NULL,
  PRIMARY KEY (agency, transfer_id, line),
  FOREIGN KEY (agency, transfer_id) REFERENCES transfer,
  -- The currency is part of the key, so an account cannot mix currencies.
  FOREIGN KEY (agency, account_id, currency) REFERENCES account (agency, id, currency)
);
CREATE INDEX entry_by_account ON entry (agency, account_id);

CREATE FUNCTION check_transfer_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted_id uuid := CASE TG_TABLE_NAME WHEN 'transfer' THEN to_jsonb(NEW) ->> 'id'
                                       ELSE to_jsonb(NEW) ->> 'transfer_id' END;
BEGIN
  IF NOT EXISTS (SELECT FROM entry WHERE agency = NEW.agency AND transfer_id = wanted_id) THEN
    RAISE EXCEPTION 'transfer %: has no entries', wanted_id USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM entry WHERE agency = NEW.agency AND transfer_id = wanted_id
             GROUP BY currency HAVING sum(amount_minor) <> 0) THEN
    RAISE EXCEPTION 'transfer %: debits and credits differ', wanted_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER transfer_balance AFTER INSERT ON transfer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_transfer_balance();
CREATE CONSTRAINT TRIGGER entry_balance AFTER INSERT ON entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_transfer_balance();

-- Otherwise a balanced pair could be added to a transfer of last year.
CREATE FUNCTION refuse_late_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT transaction_id FROM transfer WHERE agency = NEW.agency AND id = NEW.transfer_id)
     IS DISTINCT FROM pg_current_xact_id() THEN
    RAISE EXCEPTION 'transfer %: is closed', NEW.transfer_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER entry_in_time BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION refuse_late_entry();

CREATE TRIGGER account_append_only BEFORE UPDATE OR DELETE ON account
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_append_only BEFORE UPDATE OR DELETE ON transfer
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER account_no_truncate BEFORE TRUNCATE ON account EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transfer_no_truncate BEFORE TRUNCATE ON transfer EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry EXECUTE FUNCTION refuse_change();
