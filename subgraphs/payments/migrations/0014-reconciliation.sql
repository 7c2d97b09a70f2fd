-- The providers' statements, line by line, with the matching amounts in our books.

CREATE TABLE provider_statement (
  provider text NOT NULL,
  day date NOT NULL,
  fetched_at timestamptz NOT NULL,
  lines integer NOT NULL CHECK (lines >= 0),
  PRIMARY KEY (provider, day)
);

CREATE TABLE statement_line (
  -- The agency of the payment; the finance agency for orders unknown here.
  agency text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  provider text NOT NULL,
  day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('payment', 'refund')),
  transaction text NOT NULL,
  -- Our numbers as the provider writes them; the ids are null if the numbers do not have our format.
  order_number text NOT NULL,
  refund_number text NOT NULL,
  payment_id uuid,
  refund_id uuid,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  fee_minor bigint NOT NULL,
  currency char(3) NOT NULL,
  occurred_at timestamptz NOT NULL,
  verdict text NOT NULL DEFAULT 'missing-here'
    CHECK (verdict IN ('matched', 'missing-here', 'amount', 'double')),
  PRIMARY KEY (agency, id),
  -- A statement that is fetched again has the same lines.
  UNIQUE (provider, kind, transaction, refund_number),
  FOREIGN KEY (provider, day) REFERENCES provider_statement
);
CREATE INDEX statement_line_by_agency ON statement_line (agency, occurred_at DESC, id DESC);
CREATE INDEX statement_line_by_day ON statement_line (provider, day);
CREATE INDEX statement_line_by_payment ON statement_line (payment_id);
CREATE INDEX transfer_by_payment ON transfer (payment_id);

-- An agency's money at one provider on one day: open during collection, closed with the statement, settled
-- when a treasurer has seen the money in the bank.
CREATE TABLE settlement_window (
  agency text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  provider text NOT NULL,
  day date NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed', 'settled')),
  opened_at timestamptz NOT NULL,
  collected_minor bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  fee_minor bigint NOT NULL DEFAULT 0,
  currency char(3) NOT NULL,
  closed_at timestamptz,
  settled_at timestamptz,
  settled_by text,
  bank_reference text,
  PRIMARY KEY (agency, id),
  UNIQUE (agency, provider, day),
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK ((state = 'settled') = (settled_at IS NOT NULL)
    AND (settled_at IS NULL) = (settled_by IS NULL) AND (settled_at IS NULL) = (bank_reference IS NULL))
);
CREATE INDEX settlement_by_agency ON settlement_window (agency, opened_at DESC, id DESC);

-- A settled window is immutable.
CREATE FUNCTION refuse_change_of_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'settled' THEN
    RAISE EXCEPTION 'settlement_window: settled' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settlement_window_settled BEFORE UPDATE ON settlement_window
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_settled();
CREATE TRIGGER settlement_window_kept BEFORE DELETE ON settlement_window
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
