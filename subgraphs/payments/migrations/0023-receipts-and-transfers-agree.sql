-- Each amount that counts towards a notice has a receipt for the same amount, and the reverse; received money
-- is in the ledger of its payee. Checked at commit, for any program that writes.
CREATE FUNCTION check_money_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part payment_notice;
  receipted bigint[];
  wanted bigint[];
BEGIN
  SELECT * INTO part FROM payment_notice
   WHERE agency = NEW.agency AND notice_code = NEW.notice_code AND payment_id = NEW.payment_id;
  receipted := ARRAY(SELECT amount_minor FROM receipt
    WHERE agency = NEW.agency AND notice_code = NEW.notice_code AND payment_id = NEW.payment_id);
  wanted := CASE WHEN part.state = 'settled' THEN ARRAY[part.amount_minor] ELSE ARRAY[]::bigint[] END;
  IF receipted IS DISTINCT FROM wanted THEN
    RAISE EXCEPTION 'payment %: its receipt for notice % disagrees with what it pays', NEW.payment_id, NEW.notice_code
      USING ERRCODE = 'check_violation';
  END IF;
  IF part.state IN ('settled', 'surplus')
     AND NOT EXISTS (SELECT FROM transfer WHERE agency = NEW.agency AND payment_id = NEW.payment_id) THEN
    RAISE EXCEPTION 'payment %: what it pays of notice % is not in the ledger', NEW.payment_id, NEW.notice_code
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
-- Received money keeps its assignment; returning it is a refund.
CREATE FUNCTION refuse_change_of_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payment %: its money is % and stays so', OLD.payment_id, OLD.state USING ERRCODE = 'check_violation';
END $$;
CREATE CONSTRAINT TRIGGER payment_notice_is_kept AFTER INSERT OR UPDATE OF state, amount_minor ON payment_notice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state IN ('settled', 'surplus'))
  EXECUTE FUNCTION check_money_is_kept();
CREATE CONSTRAINT TRIGGER payment_notice_stays_kept AFTER UPDATE OF state ON payment_notice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state IN ('settled', 'surplus') AND NEW.state IS DISTINCT FROM OLD.state)
  EXECUTE FUNCTION refuse_change_of_kept();
CREATE CONSTRAINT TRIGGER receipt_is_of_payment AFTER INSERT ON receipt
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_money_is_kept();
