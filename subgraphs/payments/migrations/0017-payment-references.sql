-- An app's own reference of a payment. Like an idempotency key, it starts with the app: it is unique within
-- the app, for any agencies.
CREATE TABLE payment_reference (
  client_id text NOT NULL,
  reference text NOT NULL CHECK (length(reference) BETWEEN 1 AND 64),
  payment_agency text NOT NULL,
  payment_id uuid NOT NULL UNIQUE,
  PRIMARY KEY (client_id, reference),
  -- Claimed before the payment exists, so that a second attempt has no effect.
  FOREIGN KEY (payment_agency, payment_id) REFERENCES payment (agency, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TRIGGER payment_reference_append_only BEFORE UPDATE OR DELETE ON payment_reference
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_reference_no_truncate BEFORE TRUNCATE ON payment_reference EXECUTE FUNCTION refuse_change();
