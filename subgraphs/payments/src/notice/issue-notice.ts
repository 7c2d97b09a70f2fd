import { PublicError } from '@civic-graph/errors';
import type { Db } from '../database/database.ts';
import type { NoticeOrder } from './order.ts';
import { writeNotices } from './write-notices.ts';

/** Result of an order, stored under its idempotency key. */
export type IssuedNotice =
  | { readonly kind: 'issued'; readonly code: string }
  | { readonly kind: 'unknown-revenue-code'; readonly code: string };

/** Writes a notice with its items and particulars, within the caller's transaction. */
export async function issueNotice(trx: Db, order: NoticeOrder): Promise<IssuedNotice> {
  const unitNumber = await unitNumberOf(trx, order.agency);
  const collectable = await collectableCodes(
    trx,
    order.items.map((item) => item.revenueCode),
  );
  const unknown = order.items.find((item) => !collectable.has(item.revenueCode));
  if (unknown !== undefined) return { kind: 'unknown-revenue-code', code: unknown.revenueCode };
  const [written] = await writeNotices(trx, unitNumber, [order]);
  if (written === undefined || written.code === null) throw new Error('a notice was not written');
  return { kind: 'issued', code: written.code };
}

/** @throws PublicError FORBIDDEN if the agency collects nothing */
export async function unitNumberOf(db: Db, agency: string): Promise<string> {
  const unit = await db
    .selectFrom('payee_unit')
    .select('number')
    .where('agency', '=', agency)
    .executeTakeFirst();
  if (unit === undefined) throw new PublicError('FORBIDDEN', 'the calling agency is not a payee unit');
  return unit.number;
}

/**
 * Codes that can be collected under: only the lowest level, because a sum under a heading could not be split
 * later.
 */
export async function collectableCodes(db: Db, wanted: readonly string[]): Promise<ReadonlySet<string>> {
  if (wanted.length === 0) return new Set();
  const rows = await db
    .selectFrom('revenue_code')
    .select('code')
    .where('code', 'in', [...new Set(wanted)])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('revenue_code as child')
            .select('child.code')
            .whereRef('child.parent', '=', 'revenue_code.code'),
        ),
      ),
    )
    .execute();
  return new Set(rows.map((row) => row.code));
}
