-- If the outcome of a payment is unknown, the provider is asked until it is known or an operator takes over.

-- Set if the provider itself has ended the order without money. An attempt that was only superseded here may
-- still have been paid there.
ALTER TABLE payment ADD COLUMN closed_by_provider boolean NOT NULL DEFAULT false;
-- The * of a view is expanded when the view is created.
DROP VIEW payment_of_notice;
CREATE VIEW payment_of_notice AS
  SELECT payment.*, part.notice_code FROM payment_notice AS part
  JOIN payment ON payment.agency = part.payment_agency AND payment.id = part.payment_id;
CREATE INDEX payment_outcome_unknown ON payment (created_at)
  WHERE state IN ('created', 'started', 'submitted') OR (state = 'cancelled' AND NOT closed_by_provider);

-- The number of inquiries to the provider, and the time of the next. A payment without inquiries has no row.
CREATE TABLE payment_inquiry (
  agency text NOT NULL,
  payment_id uuid NOT NULL,
  attempts smallint NOT NULL CHECK (attempts > 0),
  next_at timestamptz NOT NULL,
  PRIMARY KEY (agency, payment_id),
  FOREIGN KEY (agency, payment_id) REFERENCES payment (agency, id)
);

-- Cases for an operator: payments whose outcome the provider cannot tell, and differences from its
-- statements.
CREATE TABLE payment_case (
  agency text NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('outcome-unknown', 'missing-here', 'missing-there', 'amount', 'double')),
  provider text NOT NULL,
  -- Null if the provider reports an order that is unknown here.
  payment_id uuid,
  -- The line of a statement that the case is about, by transaction and kind; null if there is none.
  transaction text,
  line_kind text,
  -- Amounts in our books and in the provider's statement, in minor units; null if there is none.
  expected_minor bigint,
  found_minor bigint,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  -- Null if it closed by itself, because the outcome became known.
  closed_by text,
  resolution text,
  PRIMARY KEY (agency, id),
  CHECK ((closed_at IS NULL) = (resolution IS NULL)),
  CHECK (closed_by IS NULL OR closed_at IS NOT NULL)
);
-- At most one open case for one subject.
CREATE UNIQUE INDEX payment_case_open ON payment_case
  (agency, kind, provider, coalesce(payment_id::text, ''), coalesce(transaction, ''), coalesce(line_kind, ''))
  WHERE closed_at IS NULL;
CREATE INDEX payment_case_queue ON payment_case (agency, opened_at, id) WHERE closed_at IS NULL;
