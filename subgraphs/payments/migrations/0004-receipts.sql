-- Receipts and the keys that sign them.

CREATE SEQUENCE receipt_serial;

CREATE TABLE receipt (
  agency text NOT NULL,
  number text NOT NULL,
  payment_id uuid NOT NULL,
  notice_code char(20) NOT NULL,
  payer_key text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency char(3) NOT NULL,
  issued_at timestamptz NOT NULL,
  -- JWS compact serialization (RFC 7515) of the fields above, without the payer.
  signed text NOT NULL,
  PRIMARY KEY (agency, number),
  UNIQUE (agency, payment_id),
  FOREIGN KEY (agency, payment_id) REFERENCES payment
);
CREATE INDEX receipt_by_payer ON receipt (payer_key, issued_at DESC, number DESC);
CREATE TRIGGER receipt_append_only BEFORE UPDATE OR DELETE ON receipt
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_no_truncate BEFORE TRUNCATE ON receipt EXECUTE FUNCTION refuse_change();

-- Public part of every key that has ever signed, so that old receipts can be verified after a rotation.
-- The private part is stored only in a demo; in production it comes from the environment.
CREATE TABLE receipt_key (
  kid text NOT NULL PRIMARY KEY,
  public_jwk jsonb NOT NULL,
  private_jwk jsonb,
  created_at timestamptz NOT NULL
);
