import type pg from 'pg';

/** Schema for data of the bench that is not part of the service. */
const prepare = `
  CREATE SCHEMA IF NOT EXISTS bench;
  CREATE SEQUENCE IF NOT EXISTS bench.notice_serial;
  -- ISO/IEC 7064 MOD 11,10, as the service wants of a code that somebody types.
  CREATE OR REPLACE FUNCTION bench.notice_code(unit text, serial bigint) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
  DECLARE
    payload text := '330102' || unit || lpad(serial::text, 10, '0');
    product integer := 10;
    total integer;
  BEGIN
    FOR at IN 1 .. length(payload) LOOP
      total := (substr(payload, at, 1)::integer + product) % 10;
      product := (CASE total WHEN 0 THEN 10 ELSE total END * 2) % 11;
    END LOOP;
    RETURN payload || (11 - product) % 10;
  END $$;`;

const revenueCode = '103049901';

/** Past payments, each with all rows that the service stores for one. */
const paidInThePast = `
  CREATE TEMP TABLE past ON COMMIT DROP AS
    SELECT agency, bench.notice_code(number, nextval('bench.notice_serial')) AS code, uuid AS payment_id,
           uuidv7() AS transfer_id, 10000 + n % 90000 AS amount, 'CTZ-' || lpad((n % 1000)::text, 10, '0') AS payer,
           now() - interval '1 year' * random() AS at
      FROM (SELECT n, uuidv7() AS uuid FROM generate_series(1, $payments) AS n) AS made
      JOIN (SELECT agency, number, row_number() OVER (ORDER BY agency) - 1 AS place, count(*) OVER () AS units
              FROM payee_unit) AS unit ON n % units = place;
  INSERT INTO notice (agency, code, citizen_key, amount_minor, currency, issued_at, due_date, paid_minor, status)
    SELECT agency, code, payer, amount, 'CNY', at, '2099-12-31', amount, 'paid' FROM past;
  INSERT INTO notice_item SELECT agency, code, 1, '${revenueCode}', 'Fee schedule', amount FROM past;
  INSERT INTO idempotency_key SELECT 'wechat-city', transfer_id::text, repeat('f', 43),
      jsonb_build_object('kind', 'opened', 'paymentId', payment_id), now() FROM past;
  INSERT INTO payment (agency, id, payees, payer_key, client_id, provider, provider_reference, pay_url, amount_minor,
      currency, state, created_at, expires_at)
    SELECT agency, payment_id, ARRAY[agency], payer, 'wechat-city', 'test', payment_id,
      'http://127.0.0.1:4003/provider/test/pay/' || payment_id, amount, 'CNY', 'success', at, at + interval '15 min' FROM past;
  INSERT INTO payment_notice
    SELECT agency, code, agency, payment_id, 1, amount, 'CNY', 'settled', 0 FROM past;
  INSERT INTO payment_event
    SELECT agency, payment_id, sequence, event, from_state, to_state, at FROM past,
      (VALUES (1, 'create', NULL, 'created'), (2, 'start', 'created', 'started'), (3, 'succeed', 'started', 'success'))
        AS step (sequence, event, from_state, to_state);
  INSERT INTO notice_event (agency, notice_code, sequence, event, from_status, to_status, payment_id, occurred_at)
    SELECT agency, code, 1, 'pay-rest', 'issued', 'paid', payment_id, at FROM past;
  INSERT INTO test_provider.provider_order (reference, amount_minor, currency, description, outcome, decided_at, expires_at)
    SELECT payment_id, amount, 'CNY', 'Notice ' || code, 'paid', at, at + interval '15 min' FROM past;
  INSERT INTO provider_notification
    SELECT 'test', payment_id || ':payment.succeeded', repeat('d', 43), jsonb_build_object('eventId', payment_id ||
      ':payment.succeeded', 'paymentId', payment_id, 'event', 'succeed', 'amountMinor', amount::text, 'currency', 'CNY'),
      at, 'applied', at FROM past;
  INSERT INTO account (agency, id, kind, currency)
    SELECT DISTINCT agency, 'clearing:test', 'clearing', 'CNY' FROM past ORDER BY agency ON CONFLICT DO NOTHING;
  INSERT INTO account (agency, id, kind, currency, region, revenue_code)
    SELECT DISTINCT agency, 'revenue:330102:${revenueCode}', 'revenue', 'CNY', '330102', '${revenueCode}' FROM past
    ORDER BY agency ON CONFLICT DO NOTHING;
  INSERT INTO transfer (agency, id, payment_agency, payment_id, kind, posted_at, entries)
    SELECT agency, transfer_id, agency, payment_id, 'payment', at, 2 FROM past;
  INSERT INTO balance_backlog SELECT agency, transfer_id FROM past;
  INSERT INTO entry
    SELECT agency, transfer_id, line, account, sign * amount, 'CNY' FROM past,
      (VALUES (1, 'clearing:test', 1), (2, 'revenue:330102:${revenueCode}', -1)) AS posting (line, account, sign);
  INSERT INTO receipt (agency, number, payment_id, notice_code, payer_key, amount_minor, currency, issued_at, signed)
    SELECT agency, substr(code, 7, 3) || '-2026-' || lpad(nextval('receipt_serial')::text, 10, '0'), payment_id, code, payer,
      amount, 'CNY', at, repeat('s', 500) FROM past;`;

/** Unpaid notices, numbered so that each is used once. */
const unpaid = `
  DROP TABLE IF EXISTS bench.to_pay;
  DROP SEQUENCE IF EXISTS bench.next_to_pay;
  CREATE SEQUENCE bench.next_to_pay;
  CREATE TABLE bench.to_pay AS
    SELECT n, agency, bench.notice_code(number, nextval('bench.notice_serial')) AS code, 10000 + n % 90000 AS amount,
           'clearing:test' AS clearing, 'revenue:330102:${revenueCode}' AS revenue
      FROM generate_series(1, $notices) AS n
      JOIN (SELECT agency, number, row_number() OVER (ORDER BY agency) - 1 AS place, count(*) OVER () AS units
              FROM payee_unit) AS unit ON n % units = place;
  ALTER TABLE bench.to_pay ADD PRIMARY KEY (n);
  INSERT INTO notice (agency, code, amount_minor, currency, issued_at, due_date)
    SELECT agency, code, amount, 'CNY', now(), '2099-12-31' FROM bench.to_pay;
  INSERT INTO notice_item SELECT agency, code, 1, '${revenueCode}', 'Fee schedule', amount FROM bench.to_pay;`;

/**
 * Fills the ledger with two entries per payment, by large unchecked statements on all connections. Ten
 * million entries take some eleven minutes of CPU and 25 GB.
 */
export async function fillLedger(clients: readonly pg.Client[], entries: number): Promise<void> {
  const [client] = clients;
  if (client === undefined) return;
  await client.query(prepare);
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM entry');
  let left = Math.ceil((entries - Number(rows[0]?.count)) / 2);
  const lane = async (on: pg.Client) => {
    while (left > 0) {
      const payments = Math.min(left, piece);
      left -= payments;
      // These rows skip triggers and foreign keys; the ledger is verified at the end.
      await on.query(`BEGIN; SET LOCAL session_replication_role = replica;
        ${paidInThePast.replace('$payments', String(payments))} COMMIT;`);
    }
  };
  await Promise.all(clients.map(lane));
  await client.query('SELECT bring_balances_forward()');
}

const piece = 100_000;

/** New notices to pay, and the state of a long-lived database: analysed, with its pages written. */
export async function issueToPay(client: pg.Client, notices: number): Promise<void> {
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica;
    ${unpaid.replace('$notices', String(notices))} COMMIT;`);
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}
