-- Who answers for a program that asked for a publish: the official who registered it. That official cannot approve it, or one person
-- could be both. Null: an official asked.
ALTER TABLE publish_request ADD COLUMN registered_by text;

CREATE OR REPLACE FUNCTION require_second_official() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted record;
BEGIN
  SELECT needs, subject, registered_by INTO wanted FROM publish_request WHERE number = NEW.request;
  IF cardinality(wanted.needs) > 0 AND NEW.approver IS NULL THEN
    RAISE EXCEPTION 'publish request %: nobody has approved it', NEW.request USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.approver IN (wanted.subject, wanted.registered_by) THEN
    RAISE EXCEPTION 'publish request %: was approved by the official who asked for it', NEW.request
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
