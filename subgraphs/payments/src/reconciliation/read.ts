import { sql } from 'kysely';
import type { Db, LedgerEntryRow, SettlementRow } from '../database/database.ts';

export interface WindowKey {
  readonly agency: string;
  readonly provider: string;
  readonly day: string;
}

/** Settlement windows of many lines. */
export async function windowsOf(db: Db, keys: readonly WindowKey[]): Promise<(SettlementRow | null)[]> {
  const { rows } = await sql<SettlementRow>`
    SELECT settlement_window.* FROM settlement_window JOIN unnest(
      ${keys.map((key) => key.agency)}::text[],
      ${keys.map((key) => key.provider)}::text[],
      ${keys.map((key) => key.day)}::date[]
    ) AS wanted (agency, provider, day) USING (agency, provider, day)`.execute(db);
  const name = (key: WindowKey) => JSON.stringify([key.agency, key.provider, key.day]);
  const byKey = new Map(rows.map((row) => [name(row), row]));
  return keys.map((key) => byKey.get(name(key)) ?? null);
}

/** Transfers of many payments, in posting order. */
export async function entriesOf(db: Db, paymentIds: readonly string[]): Promise<LedgerEntryRow[]> {
  const { rows } = await sql<LedgerEntryRow>`
    SELECT entry.*, transfer.payment_id, transfer.refund_id, transfer.posted_at
    FROM transfer JOIN entry ON entry.agency = transfer.agency AND entry.transfer_id = transfer.id
    WHERE transfer.payment_id = ANY (${paymentIds}::uuid[])
    ORDER BY transfer.posted_at, transfer.id, entry.line`.execute(db);
  return rows;
}
