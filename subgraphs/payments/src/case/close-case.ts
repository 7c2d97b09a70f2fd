import type { Db, PaymentCaseRow } from '../database/database.ts';

/** Result of closing a case, stored under its idempotency key. */
export type Closed = { readonly kind: 'closed' | 'not-open'; readonly id: string };

/** Closes a case with the operator's finding, within the caller's transaction. */
export async function closeCase(
  trx: Db,
  closing: { id: string; agency: string | null; resolution: string; actor: string; now: Date },
): Promise<Closed> {
  let update = trx
    .updateTable('payment_case')
    .set({ closed_at: closing.now, closed_by: closing.actor, resolution: closing.resolution })
    .where('id', '=', closing.id)
    .where('closed_at', 'is', null);
  if (closing.agency !== null) update = update.where('agency', '=', closing.agency);
  const { numUpdatedRows } = await update.executeTakeFirst();
  return { kind: numUpdatedRows === 1n ? 'closed' : 'not-open', id: closing.id };
}

export interface CaseList {
  /** `null`: cases of all agencies. */
  readonly agency: string | null;
  readonly kind: PaymentCaseRow['kind'] | null;
  readonly closed: boolean;
  readonly limit: number;
  readonly after: { readonly time: Date; readonly id: string } | null;
}

export function listCases(
  db: Db,
  { agency, kind, closed, limit, after }: CaseList,
): Promise<PaymentCaseRow[]> {
  let query = db
    .selectFrom('payment_case')
    .selectAll()
    .where('closed_at', closed ? 'is not' : 'is', null)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (agency !== null) query = query.where('agency', '=', agency);
  if (kind !== null) query = query.where('kind', '=', kind);
  if (after !== null) {
    query = query.where((row) => row(row.refTuple('opened_at', 'id'), '<', row.tuple(after.time, after.id)));
  }
  return query.execute();
}
