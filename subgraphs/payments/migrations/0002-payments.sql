-- Payments: one attempt to settle one notice through one provider. The states are in src/payment/states.ts.

CREATE TABLE payment (
  agency text NOT NULL,
  id uuid NOT NULL,
  notice_code char(20) NOT NULL,
  payer_key text NOT NULL,
  client_id text NOT NULL,
  provider text NOT NULL,
  provider_reference text,
  pay_url text,
  return_url text,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency char(3) NOT NULL,
  state text NOT NULL CHECK (
    state IN ('created', 'started', 'submitted', 'success', 'failed', 'cancelled', 'error')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (agency, id),
  FOREIGN KEY (agency, notice_code) REFERENCES notice
);
CREATE INDEX payment_by_id ON payment (id);
CREATE INDEX payment_by_payer ON payment (payer_key, created_at DESC, id DESC);
CREATE INDEX payment_by_notice ON payment (notice_code, created_at DESC, id DESC);

-- A paid notice cannot be paid twice, and it has at most one attempt in progress.
CREATE UNIQUE INDEX payment_settles_notice_once ON payment (agency, notice_code) WHERE state = 'success';
CREATE UNIQUE INDEX payment_one_under_way ON payment (agency, notice_code)
  WHERE state IN ('created', 'started', 'submitted');

CREATE TABLE payment_event (
  agency text NOT NULL,
  payment_id uuid NOT NULL,
  sequence smallint NOT NULL CHECK (sequence > 0),
  event text NOT NULL,
  from_state text,
  to_state text NOT NULL,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (agency, payment_id, sequence),
  FOREIGN KEY (agency, payment_id) REFERENCES payment,
  CHECK ((from_state IS NULL) = (sequence = 1))
);
CREATE TRIGGER payment_event_append_only BEFORE UPDATE OR DELETE ON payment_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_event_no_truncate BEFORE TRUNCATE ON payment_event EXECUTE FUNCTION refuse_change();

-- The result of a mutation by the client app's idempotency key. The same key from another app is another row.
CREATE TABLE idempotency_key (
  client_id text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  fingerprint text NOT NULL,
  answer jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (client_id, key)
);
