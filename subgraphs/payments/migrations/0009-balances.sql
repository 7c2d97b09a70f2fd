-- Balances. The entries are authoritative; `account_balance` is their sum up to a watermark, so that a
-- balance is read without a sum over years. A background job moves the watermark: a row of totals that each
-- payment had to update would serialise all payments of an agency.

CREATE TABLE account_balance (
  agency text NOT NULL,
  account_id text NOT NULL,
  balance_minor bigint NOT NULL,
  entries bigint NOT NULL,
  PRIMARY KEY (agency, account_id),
  FOREIGN KEY (agency, account_id) REFERENCES account
);

-- Transfers of transactions before this one are in account_balance.
CREATE TABLE ledger_watermark (
  only_one boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_one),
  before xid8 NOT NULL
);
INSERT INTO ledger_watermark (before) VALUES ('0');
CREATE INDEX transfer_by_transaction ON transfer (transaction_id);

-- A transaction below the snapshot's xmin has ended, so nothing new can appear below the new watermark.
CREATE FUNCTION bring_balances_forward() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  old_before xid8;
  new_before xid8;
  added bigint;
BEGIN
  SELECT before INTO old_before FROM ledger_watermark FOR UPDATE;
  new_before := pg_snapshot_xmin(pg_current_snapshot());
  IF new_before <= old_before THEN
    RETURN 0;
  END IF;
  WITH fresh AS (
    SELECT entry.agency, entry.account_id, sum(entry.amount_minor) AS amount, count(*) AS entries
      FROM transfer JOIN entry ON entry.agency = transfer.agency AND entry.transfer_id = transfer.id
     WHERE transfer.transaction_id >= old_before AND transfer.transaction_id < new_before
     GROUP BY entry.agency, entry.account_id
  ), put AS (
    INSERT INTO account_balance AS balance SELECT agency, account_id, amount, entries FROM fresh
    ON CONFLICT (agency, account_id) DO UPDATE
      SET balance_minor = balance.balance_minor + excluded.balance_minor,
          entries = balance.entries + excluded.entries
  )
  SELECT coalesce(sum(entries), 0) INTO added FROM fresh;
  UPDATE ledger_watermark SET before = new_before;
  RETURN added;
END $$;

-- An account's current balance: the sum up to the watermark plus later entries, in one snapshot.
CREATE VIEW account_standing AS
  SELECT account.agency, account.id AS account_id, account.kind, account.currency,
         coalesce(balance.balance_minor, 0) + coalesce(since.amount, 0) AS balance_minor
    FROM account
    LEFT JOIN account_balance AS balance ON balance.agency = account.agency AND balance.account_id = account.id
    LEFT JOIN (
      SELECT entry.agency, entry.account_id, sum(entry.amount_minor) AS amount
        FROM transfer JOIN entry ON entry.agency = transfer.agency AND entry.transfer_id = transfer.id
       WHERE transfer.transaction_id >= (SELECT before FROM ledger_watermark)
       GROUP BY entry.agency, entry.account_id
    ) AS since ON since.agency = account.agency AND since.account_id = account.id;

-- Recomputes everything from the single entries and events, and returns each discrepancy; no row if all
-- agree.
CREATE FUNCTION check_books() RETURNS TABLE (finding text, agency text, subject text) LANGUAGE sql STABLE AS $$
  SELECT 'balance differs from its entries', coalesce(kept.agency, real.agency), coalesce(kept.account_id, real.account_id)
    FROM account_balance AS kept
    FULL JOIN (
      SELECT entry.agency, account_id, sum(amount_minor) AS amount, count(*) AS entries
        FROM entry JOIN transfer ON transfer.agency = entry.agency AND transfer.id = transfer_id
       WHERE transaction_id < (SELECT before FROM ledger_watermark)
       GROUP BY entry.agency, account_id
    ) AS real ON real.agency = kept.agency AND real.account_id = kept.account_id
   WHERE (kept.balance_minor, kept.entries) IS DISTINCT FROM (real.amount, real.entries)
  UNION ALL
  SELECT 'transfer does not add up to zero', transfer.agency, transfer.id::text
    FROM transfer LEFT JOIN entry ON entry.agency = transfer.agency AND transfer_id = transfer.id
   GROUP BY transfer.agency, transfer.id, entry.currency HAVING coalesce(sum(amount_minor), 1) <> 0
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

-- Keys are deleted after 30 days.
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);
