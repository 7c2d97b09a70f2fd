import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import { isUuid } from '../database/lists.ts';
import type { PaymentProvider, StatementLine } from '../provider/provider.ts';

/** Agency that handles unknown lines. */
const treasuryAgency = 'finance';

const chunk = 1_000;

/**
 * Fetches the statement of a day once and stores every line, all or none.
 *
 * @returns false if the provider has none yet
 */
export async function fetchStatement(
  db: Db,
  provider: PaymentProvider,
  day: string,
  now: Date,
): Promise<boolean> {
  const lines = await provider.fetchStatement(day);
  if (lines === null) return false;
  await db.transaction().execute(async (trx) => {
    await sql`
      INSERT INTO provider_statement (provider, day, fetched_at, lines)
      VALUES (${provider.name}, ${day}, ${now}, ${lines.length}) ON CONFLICT DO NOTHING`.execute(trx);
    for (let start = 0; start < lines.length; start += chunk) {
      await keep(trx, provider.name, day, lines.slice(start, start + chunk));
    }
  });
  return true;
}

async function keep(trx: Db, provider: string, day: string, lines: readonly StatementLine[]): Promise<void> {
  const rows = lines.map((line) => ({
    kind: line.kind,
    transaction: line.transaction,
    order_number: line.order,
    refund_number: line.refund ?? '',
    payment_id: isUuid(line.order) ? line.order : null,
    refund_id: line.refund !== null && isUuid(line.refund) ? line.refund : null,
    amount_minor: String(line.amountMinor),
    fee_minor: String(line.feeMinor),
    currency: line.currency,
    occurred_at: line.occurredAt.toISOString(),
  }));
  await sql`
    INSERT INTO statement_line (agency, provider, day, kind, transaction, order_number, refund_number, payment_id,
      refund_id, amount_minor, fee_minor, currency, occurred_at)
    SELECT coalesce(payment.agency, ${treasuryAgency}), ${provider}, ${day}::date, line.*
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS line (kind text, transaction text, order_number text,
      refund_number text, payment_id uuid, refund_id uuid, amount_minor bigint, fee_minor bigint, currency text,
      occurred_at timestamptz)
    LEFT JOIN payment ON payment.id = line.payment_id AND payment.provider = ${provider}
    ON CONFLICT DO NOTHING`.execute(trx);
}
