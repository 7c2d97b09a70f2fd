-- A payment whose outcome nobody knows is asked about until it is known, or until a human takes it up.

-- Set where the provider itself has ended the order without money. An attempt that only gave way to another here may
-- still have been paid there.
ALTER TABLE payment ADD COLUMN closed_by_provider boolean NOT NULL DEFAULT false;
-- A view's * is what the table had when it was made.
DROP VIEW payment_of_notice;
CREATE VIEW payment_of_notice AS
  SELECT payment.*, part.notice_code FROM payment_notice AS part
  JOIN payment ON payment.agency = part.payment_agency AND payment.id = part.payment_id;
CREATE INDEX payment_outcome_unknown ON payment (created_at)
  WHERE state IN ('created', 'started', 'submitted') OR (state = 'cancelled' AND NOT closed_by_provider);

-- How often a provider has been asked, and when it is next. A payment that it tells of by itself has none.
CREATE TABLE payment_inquiry (
  agency text NOT NULL,
  payment_id uuid NOT NULL,
  attempts smallint NOT NULL CHECK (attempts > 0),
  next_at timestamptz NOT NULL,
  PRIMARY KEY (agency, payment_id),
  FOREIGN KEY (agency, payment_id) REFERENCES payment (agency, id)
);

-- What a human has to look at: a payment whose outcome the provider cannot tell, and what the statements disagree with.
CREATE TABLE payment_case (
  agency text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('outcome-unknown', 'missing-here', 'missing-there', 'amount', 'double')),
  provider text NOT NULL,
  -- Null where the provider writes of an order that nobody here knows.
  payment_id uuid,
  -- The line of a statement that it is about: transaction and kind; null where it is about none.
  transaction text,
  line_kind text,
  -- What the books here say and what the provider says, in minor units; null where one of them says nothing.
  expected_minor bigint,
  found_minor bigint,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  -- Null where it closed by itself, because the outcome became known after all.
  closed_by text,
  resolution text,
  PRIMARY KEY (agency, id),
  CHECK ((closed_at IS NULL) = (resolution IS NULL)),
  CHECK (closed_by IS NULL OR closed_at IS NOT NULL)
);
-- One open case for one thing.
CREATE UNIQUE INDEX payment_case_open ON payment_case
  (agency, kind, provider, coalesce(payment_id::text, ''), coalesce(transaction, ''), coalesce(line_kind, ''))
  WHERE closed_at IS NULL;
CREATE INDEX payment_case_queue ON payment_case (agency, opened_at, id) WHERE closed_at IS NULL;
