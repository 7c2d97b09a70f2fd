import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { treasury } from '../money/treasury.ts';

/**
 * Matches each line of a day with the ledger, opens a case per break, closes resolved cases, and closes the
 * day's settlement windows. Idempotent; later findings change the verdict, but a break closed by an operator
 * stays closed.
 */
export async function matchDay(db: Db, provider: string, day: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await judge(trx, provider, day);
    await openBreaks(trx, provider, day, now);
    await openMissingThere(trx, provider, day, now);
    await closeMatched(trx, provider, day, now);
    await closeWindows(trx, provider, day, now);
  });
}

async function judge(trx: Db, provider: string, day: string): Promise<void> {
  await sql`
    UPDATE statement_line AS line SET verdict = judged.verdict FROM (
      SELECT line.agency, line.id, CASE
        WHEN line.kind = 'payment' THEN CASE
          WHEN payment.id IS NULL OR NOT EXISTS (
            SELECT FROM transfer WHERE transfer.payment_id = payment.id AND kind IN ('payment', 'surplus')
          ) THEN 'missing-here'
          WHEN EXISTS (
            SELECT FROM statement_line AS other
            WHERE other.payment_id = line.payment_id AND other.provider = line.provider AND other.kind = 'payment'
              AND (other.occurred_at, other.transaction) < (line.occurred_at, line.transaction)
          ) THEN 'double'
          WHEN (line.amount_minor, line.currency) <> (payment.amount_minor, payment.currency) THEN 'amount'
          ELSE 'matched' END
        WHEN refund.id IS NULL OR refund.state NOT IN ('submitted', 'success') THEN 'missing-here'
        WHEN (line.amount_minor, line.currency) <> (refund.amount_minor, refund.currency) THEN 'amount'
        ELSE 'matched' END AS verdict
      FROM statement_line AS line
      LEFT JOIN payment ON payment.id = line.payment_id AND payment.provider = line.provider
      LEFT JOIN refund ON refund.id = line.refund_id AND refund.payment_id = payment.id
      WHERE line.provider = ${provider} AND line.day = ${day}
    ) AS judged
    WHERE judged.agency = line.agency AND judged.id = line.id AND judged.verdict <> line.verdict`.execute(
    trx,
  );
}

async function openBreaks(trx: Db, provider: string, day: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO payment_case (agency, id, kind, provider, payment_id, transaction, line_kind, expected_minor,
      found_minor, opened_at)
    SELECT line.agency, gen_random_uuid(), line.verdict, line.provider, payment.id, line.transaction, line.kind,
      CASE WHEN line.kind = 'payment' THEN payment.amount_minor ELSE refund.amount_minor END, line.amount_minor, ${now}::timestamptz
    FROM statement_line AS line
    LEFT JOIN payment ON payment.id = line.payment_id AND payment.provider = line.provider
    LEFT JOIN refund ON refund.id = line.refund_id
    WHERE line.provider = ${provider} AND line.day = ${day} AND line.verdict <> 'matched' AND NOT EXISTS (
      SELECT FROM payment_case AS known
      WHERE known.agency = line.agency AND known.provider = line.provider AND known.kind = line.verdict
        AND known.transaction = line.transaction AND known.line_kind = line.kind)
    ON CONFLICT DO NOTHING`.execute(trx);
}

/** Finds money posted the day before that neither statement contains: clocks differ at midnight. */
async function openMissingThere(trx: Db, provider: string, day: string, now: Date): Promise<void> {
  await sql`
    INSERT INTO payment_case (agency, id, kind, provider, payment_id, expected_minor, opened_at)
    SELECT DISTINCT ON (payment.agency, payment.id)
      payment.agency, gen_random_uuid(), 'missing-there', payment.provider, payment.id, payment.amount_minor,
      ${now}::timestamptz
    FROM transfer JOIN payment ON payment.agency = transfer.payment_agency AND payment.id = transfer.payment_id
    WHERE payment.provider = ${provider} AND transfer.kind IN ('payment', 'surplus')
      AND transfer.posted_at >= (${day}::date - 1)::timestamp AT TIME ZONE ${treasury.zone}
      AND transfer.posted_at < ${day}::timestamp AT TIME ZONE ${treasury.zone}
      AND EXISTS (SELECT FROM provider_statement WHERE provider = ${provider} AND day = ${day}::date - 1)
      AND NOT EXISTS (SELECT FROM statement_line AS line
        WHERE line.payment_id = payment.id AND line.provider = payment.provider AND line.kind = 'payment')
      AND NOT EXISTS (SELECT FROM payment_case AS known
        WHERE known.agency = payment.agency AND known.payment_id = payment.id AND known.kind = 'missing-there')
    ON CONFLICT DO NOTHING`.execute(trx);
}

async function closeMatched(trx: Db, provider: string, day: string, now: Date): Promise<void> {
  await sql`
    UPDATE payment_case AS open SET closed_at = ${now}, resolution = 'matched'
    FROM statement_line AS line
    WHERE open.closed_at IS NULL AND line.provider = ${provider} AND line.day = ${day}
      AND open.agency = line.agency AND open.provider = line.provider AND (
        (line.verdict = 'matched' AND open.transaction = line.transaction AND open.line_kind = line.kind)
        OR (open.kind = 'missing-there' AND open.payment_id = line.payment_id AND line.kind = 'payment')
      )`.execute(trx);
}

/**
 * Assigns lines to windows: a payment to all its payees, a refund to the refunding agency, everything unknown
 * to the line's agency. The verdict never changes the window.
 */
async function closeWindows(trx: Db, provider: string, day: string, now: Date): Promise<void> {
  await sql`
    WITH line AS (SELECT * FROM statement_line WHERE provider = ${provider} AND day = ${day}),
    share AS (
      SELECT agency, 0 AS collected, 0 AS refunded, fee_minor AS fee FROM line
      UNION ALL
      SELECT coalesce(part.agency, line.agency), coalesce(part.amount_minor, line.amount_minor), 0, 0 FROM line
        LEFT JOIN payment ON payment.agency = line.agency AND payment.id = line.payment_id
          AND payment.provider = line.provider
          AND (payment.amount_minor, payment.currency) = (line.amount_minor, line.currency)
        LEFT JOIN payment_notice AS part
          ON part.payment_agency = payment.agency AND part.payment_id = payment.id
       WHERE line.kind = 'payment'
      UNION ALL
      SELECT coalesce(refund.agency, line.agency), 0, line.amount_minor, 0 FROM line
        LEFT JOIN refund ON refund.id = line.refund_id AND refund.payment_id = line.payment_id
       WHERE line.kind = 'refund'
    )
    INSERT INTO settlement_window AS known (agency, provider, day, state, opened_at, collected_minor, refunded_minor,
      fee_minor, currency, closed_at)
    SELECT agency, ${provider}, ${day}::date, 'closed', ${now}::timestamptz, sum(collected), sum(refunded), sum(fee),
      ${treasury.currency}, ${now}::timestamptz
    FROM share GROUP BY agency
    ON CONFLICT (agency, provider, day) DO UPDATE SET state = 'closed', closed_at = coalesce(known.closed_at, ${now}),
      collected_minor = excluded.collected_minor, refunded_minor = excluded.refunded_minor,
      fee_minor = excluded.fee_minor
    WHERE known.state <> 'settled'`.execute(trx);
  // A case opened for money that the provider books on another day.
  await sql`
    UPDATE settlement_window SET state = 'closed', closed_at = ${now}
    WHERE provider = ${provider} AND day = ${day} AND state = 'open'`.execute(trx);
}

/** Opens a settlement window for each agency, provider and day with money. */
export async function openWindows(db: Db, now: Date): Promise<void> {
  await sql`
    INSERT INTO settlement_window (agency, provider, day, state, opened_at, currency)
    SELECT DISTINCT transfer.agency, payment.provider, (posted_at AT TIME ZONE ${treasury.zone})::date, 'open',
      ${now}::timestamptz, ${treasury.currency}
    FROM transfer JOIN payment ON payment.agency = transfer.payment_agency AND payment.id = transfer.payment_id
    WHERE posted_at > ${now}::timestamptz - interval '2 days' AND transfer.kind IN ('payment', 'surplus')
    ON CONFLICT DO NOTHING`.execute(db);
}
