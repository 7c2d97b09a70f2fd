-- Balances and closed transfers depended on transaction ids, which have no meaning on a server into which a
-- dump is restored. From here on they depend on rows only (docs/explanation/adr/0047).

-- Nothing is posted while the balances are recomputed.
LOCK TABLE transfer, entry IN SHARE ROW EXCLUSIVE MODE;

DROP VIEW account_standing;
DROP TRIGGER entry_in_time ON entry;
DROP FUNCTION refuse_late_entry();
DROP TABLE ledger_watermark;
ALTER TABLE transfer
  DROP COLUMN transaction_id,
  -- The number of entries that it is posted with. Null for earlier transfers, which are closed as well.
  ADD COLUMN entries smallint CHECK (entries > 1);

-- Without the count, a balanced pair could be added to a transfer of last year.
CREATE OR REPLACE FUNCTION check_transfer_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted_id uuid := CASE TG_TABLE_NAME WHEN 'transfer' THEN to_jsonb(NEW) ->> 'id'
                                       ELSE to_jsonb(NEW) ->> 'transfer_id' END;
  stated smallint := (SELECT entries FROM transfer WHERE agency = NEW.agency AND id = wanted_id);
  counted bigint;
  differs boolean;
BEGIN
  SELECT coalesce(sum(lines), 0), coalesce(bool_or(total <> 0), false) INTO counted, differs
    FROM (SELECT count(*) AS lines, sum(amount_minor) AS total FROM entry
           WHERE agency = NEW.agency AND transfer_id = wanted_id GROUP BY currency) AS by_currency;
  IF stated IS NULL OR counted > stated THEN
    RAISE EXCEPTION 'transfer %: is closed', wanted_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF counted < stated THEN
    RAISE EXCEPTION 'transfer %: has % of its % entries', wanted_id, counted, stated USING ERRCODE = 'check_violation';
  END IF;
  IF differs THEN
    RAISE EXCEPTION 'transfer %: debits and credits differ', wanted_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

-- Transfers whose entries are not in account_balance yet.
CREATE TABLE balance_backlog (
  agency text NOT NULL,
  transfer_id uuid NOT NULL,
  PRIMARY KEY (agency, transfer_id)
);

-- With its owner's rights, because roles that post may not write balances. Names are qualified, so that a
-- search path cannot redirect them.
CREATE FUNCTION enter_balance_backlog() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO public.balance_backlog SELECT agency, id FROM posted;
  RETURN NULL;
END $$;
CREATE TRIGGER transfer_enters_backlog AFTER INSERT ON transfer REFERENCING NEW TABLE AS posted
  FOR EACH STATEMENT EXECUTE FUNCTION enter_balance_backlog();

TRUNCATE account_balance;
INSERT INTO account_balance
  SELECT agency, account_id, sum(amount_minor), count(*) FROM entry GROUP BY agency, account_id;

-- A transfer leaves the backlog in the transaction that adds its entries to the balances, so each counts once
-- in any snapshot.
CREATE OR REPLACE FUNCTION bring_balances_forward() RETURNS bigint LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  added bigint;
BEGIN
  -- One at a time; payments and readers do not wait for it.
  LOCK TABLE account_balance IN SHARE ROW EXCLUSIVE MODE;
  WITH taken AS (
    -- Entries that the same transaction posts later would be in no balance.
    DELETE FROM balance_backlog AS backlog
     WHERE (SELECT count(*) FROM entry WHERE entry.agency = backlog.agency AND entry.transfer_id = backlog.transfer_id)
         = (SELECT entries FROM transfer WHERE transfer.agency = backlog.agency AND transfer.id = backlog.transfer_id)
     RETURNING backlog.agency, backlog.transfer_id
  ), fresh AS (
    SELECT entry.agency, entry.account_id, sum(entry.amount_minor) AS amount, count(*) AS entries
      FROM taken JOIN entry ON entry.agency = taken.agency AND entry.transfer_id = taken.transfer_id
     GROUP BY entry.agency, entry.account_id
  ), put AS (
    INSERT INTO account_balance AS balance SELECT agency, account_id, amount, entries FROM fresh
    ON CONFLICT (agency, account_id) DO UPDATE
      SET balance_minor = balance.balance_minor + excluded.balance_minor,
          entries = balance.entries + excluded.entries
  )
  SELECT coalesce(sum(entries), 0) INTO added FROM fresh;
  RETURN added;
END $$;

-- An account's current balance: the stored sum plus the entries of the backlog, in one snapshot.
CREATE VIEW account_standing AS
  SELECT account.agency, account.id AS account_id, account.kind, account.currency,
         coalesce(balance.balance_minor, 0) + coalesce(since.amount, 0) AS balance_minor
    FROM account
    LEFT JOIN account_balance AS balance ON balance.agency = account.agency AND balance.account_id = account.id
    LEFT JOIN (
      SELECT entry.agency, entry.account_id, sum(entry.amount_minor) AS amount
        FROM balance_backlog AS backlog
        JOIN entry ON entry.agency = backlog.agency AND entry.transfer_id = backlog.transfer_id
       GROUP BY entry.agency, entry.account_id
    ) AS since ON since.agency = account.agency AND since.account_id = account.id;

-- Recomputes everything from the single entries and events, and returns each discrepancy; no row if all
-- agree.
CREATE OR REPLACE FUNCTION check_books_of_payments() RETURNS TABLE (finding text, agency text, subject text) LANGUAGE sql STABLE AS $$
  SELECT 'balance differs from its entries', coalesce(kept.agency, real.agency), coalesce(kept.account_id, real.account_id)
    FROM (
      SELECT agency, account_id, sum(amount) AS amount, sum(entries) AS entries
        FROM (
          SELECT agency, account_id, balance_minor AS amount, entries FROM account_balance
          UNION ALL
          SELECT agency, account_id, amount_minor, 1 FROM balance_backlog JOIN entry USING (agency, transfer_id)
        ) AS part GROUP BY agency, account_id
    ) AS kept
    FULL JOIN (
      SELECT agency, account_id, sum(amount_minor) AS amount, count(*) AS entries FROM entry GROUP BY agency, account_id
    ) AS real ON real.agency = kept.agency AND real.account_id = kept.account_id
   WHERE (kept.amount, kept.entries) IS DISTINCT FROM (real.amount, real.entries)
  UNION ALL
  SELECT 'transfer does not add up to zero', transfer.agency, transfer.id::text
    FROM transfer LEFT JOIN entry ON entry.agency = transfer.agency AND transfer_id = transfer.id
   GROUP BY transfer.agency, transfer.id, entry.currency HAVING coalesce(sum(amount_minor), 1) <> 0
  UNION ALL
  SELECT 'transfer has other entries than it was posted with', transfer.agency, transfer.id::text
    FROM transfer LEFT JOIN entry ON entry.agency = transfer.agency AND transfer_id = transfer.id
   WHERE entries IS NOT NULL
   GROUP BY transfer.agency, transfer.id HAVING count(transfer_id) <> entries
  UNION ALL
  SELECT 'notice counts other than its payments have settled', notice.agency, code::text
    FROM notice LEFT JOIN payment_notice AS part
      ON part.agency = notice.agency AND notice_code = code AND part.state = 'settled'
   GROUP BY notice.agency, code, paid_minor HAVING paid_minor <> coalesce(sum(part.amount_minor), 0)
  UNION ALL
  SELECT 'money of a payment and its transfer differ', part.agency, part.payment_id::text
    FROM (SELECT payment_notice.agency, payment_id, sum(amount_minor) AS amount FROM payment_notice
           WHERE state IN ('settled', 'surplus') GROUP BY payment_notice.agency, payment_id) AS part
    FULL JOIN (
      SELECT transfer.agency, transfer.payment_id, sum(amount_minor) AS amount
        FROM transfer JOIN entry ON entry.agency = transfer.agency AND transfer_id = transfer.id
       WHERE kind IN ('payment', 'surplus') AND amount_minor > 0 GROUP BY transfer.agency, transfer.payment_id
    ) AS arrived ON arrived.agency = part.agency AND arrived.payment_id = part.payment_id
   WHERE part.amount IS DISTINCT FROM arrived.amount
  UNION ALL
  SELECT 'settled without its receipt, or a receipt without it', coalesce(part.agency, receipt.agency),
         coalesce(part.payment_id, receipt.payment_id)::text
    FROM (SELECT * FROM payment_notice WHERE state = 'settled') AS part
    FULL JOIN receipt ON receipt.agency = part.agency AND receipt.payment_id = part.payment_id
      AND receipt.notice_code = part.notice_code
   WHERE part.amount_minor IS DISTINCT FROM receipt.amount_minor
  UNION ALL
  SELECT 'refunded other than its refunds', part.agency, part.payment_id::text
    FROM payment_notice AS part LEFT JOIN refund
      ON refund.agency = part.agency AND refund.payment_id = part.payment_id
      AND refund.notice_code = part.notice_code AND refund.state NOT IN ('rejected', 'failed')
   GROUP BY part.agency, part.payment_id, part.notice_code, part.refunded_minor
  HAVING part.refunded_minor <> coalesce(sum(refund.amount_minor), 0)
  UNION ALL
  SELECT 'state differs from its last event', payment.agency, payment.id::text
    FROM payment LEFT JOIN LATERAL (
      SELECT to_state FROM payment_event WHERE payment_event.agency = payment.agency AND payment_id = payment.id
       ORDER BY sequence DESC LIMIT 1) AS last ON true
   WHERE payment.state IS DISTINCT FROM last.to_state
  UNION ALL
  SELECT 'state differs from its last event', refund.agency, refund.id::text
    FROM refund LEFT JOIN LATERAL (
      SELECT to_state FROM refund_event WHERE refund_event.agency = refund.agency AND refund_id = refund.id
       ORDER BY sequence DESC LIMIT 1) AS last ON true
   WHERE refund.state IS DISTINCT FROM last.to_state
$$;
