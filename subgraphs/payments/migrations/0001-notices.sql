-- Notices: what a citizen owes to which agency, and why.
-- Every key starts with the agency, so that a distributed PostgreSQL can shard the tables by agency.

-- Append-only tables refuse every change, whatever the role: corrections are new rows.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- An agency that may collect money, with its number in the notice code.
CREATE TABLE payee_unit (
  agency text NOT NULL PRIMARY KEY,
  number char(3) NOT NULL UNIQUE CHECK (number ~ '^[0-9]{3}$'),
  UNIQUE (agency, number)
);

-- Catalogue of revenue codes: each extends its parent's code by at least two digits.
CREATE TABLE revenue_code (
  code text NOT NULL PRIMARY KEY CHECK (code ~ '^[0-9]{3,12}$'),
  name text NOT NULL,
  parent text REFERENCES revenue_code,
  CHECK (parent IS NULL OR (left(code, length(parent)) = parent AND length(code) > length(parent)))
);

CREATE TABLE notice (
  agency text NOT NULL,
  code char(20) NOT NULL CHECK (code ~ '^[0-9]{20}$'),
  -- The code contains the payee unit's number, so a code alone identifies the agency, and no two agencies
  -- share one.
  unit_number char(3) NOT NULL GENERATED ALWAYS AS (substr(code, 7, 3)) STORED,
  region char(6) NOT NULL GENERATED ALWAYS AS (substr(code, 1, 6)) STORED,
  citizen_key text,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency char(3) NOT NULL,
  issued_at timestamptz NOT NULL,
  due_date date NOT NULL,
  status text NOT NULL DEFAULT 'issued' CHECK (status IN ('issued', 'paid', 'withdrawn')),
  PRIMARY KEY (agency, code),
  FOREIGN KEY (agency, unit_number) REFERENCES payee_unit (agency, number)
);
CREATE INDEX notice_by_code ON notice (code);
CREATE INDEX notice_by_citizen ON notice (citizen_key, issued_at DESC, code DESC);

CREATE TABLE notice_item (
  agency text NOT NULL,
  notice_code char(20) NOT NULL,
  line smallint NOT NULL CHECK (line BETWEEN 1 AND 20),
  revenue_code text NOT NULL REFERENCES revenue_code,
  legal_basis text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  PRIMARY KEY (agency, notice_code, line),
  FOREIGN KEY (agency, notice_code) REFERENCES notice
);

-- Sensitive (class C3), so kept apart from what anyone with the code may see.
CREATE TABLE fine_particulars (
  agency text NOT NULL,
  notice_code char(20) NOT NULL,
  offence text NOT NULL,
  place text NOT NULL,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (agency, notice_code),
  FOREIGN KEY (agency, notice_code) REFERENCES notice
);

-- The total is the sum of the items; checked at commit.
CREATE FUNCTION check_notice_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted_agency text := NEW.agency;
  wanted_code char(20) := CASE TG_TABLE_NAME WHEN 'notice' THEN to_jsonb(NEW) ->> 'code'
                                             ELSE to_jsonb(NEW) ->> 'notice_code' END;
BEGIN
  IF (SELECT amount_minor FROM notice WHERE agency = wanted_agency AND code = wanted_code) IS DISTINCT FROM
     (SELECT sum(amount_minor) FROM notice_item WHERE agency = wanted_agency AND notice_code = wanted_code)
  THEN
    RAISE EXCEPTION 'notice %: the items do not add up to its amount', wanted_code
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER notice_total AFTER INSERT OR UPDATE OF amount_minor ON notice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_notice_total();
CREATE CONSTRAINT TRIGGER notice_item_total AFTER INSERT ON notice_item
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_notice_total();
CREATE TRIGGER notice_item_append_only BEFORE UPDATE OR DELETE ON notice_item
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notice_item_no_truncate BEFORE TRUNCATE ON notice_item EXECUTE FUNCTION refuse_change();
