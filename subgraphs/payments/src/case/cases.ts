import { randomUUID } from 'node:crypto';
import type { Db } from '../database/database.ts';
import type { CaseKind } from '../database/tables.ts';
import type { StatementLine } from '../provider/provider.ts';
import type { ProviderName } from '../provider-name.ts';

interface NewCase {
  readonly agency: string;
  readonly kind: CaseKind;
  readonly provider: ProviderName;
  readonly paymentId: string | null;
  readonly line: Pick<StatementLine, 'transaction' | 'kind'> | null;
  readonly expectedMinor: bigint | null;
  readonly foundMinor: bigint | null;
  readonly now: Date;
}

/** Opens a case for an operator, unless one is already open for the same finding. */
export async function openCase(db: Db, found: NewCase): Promise<void> {
  await db
    .insertInto('payment_case')
    .values({
      agency: found.agency,
      id: randomUUID(),
      kind: found.kind,
      provider: found.provider,
      payment_id: found.paymentId,
      transaction: found.line?.transaction ?? null,
      line_kind: found.line?.kind ?? null,
      expected_minor: found.expectedMinor,
      found_minor: found.foundMinor,
      opened_at: found.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Closes cases whose cause no longer exists. */
export async function closeCases(
  db: Db,
  closing: { agency: string; kind: CaseKind; paymentId: string; resolution: string; now: Date },
): Promise<void> {
  await db
    .updateTable('payment_case')
    .set({ closed_at: closing.now, resolution: closing.resolution })
    .where('agency', '=', closing.agency)
    .where('kind', '=', closing.kind)
    .where('payment_id', '=', closing.paymentId)
    .where('closed_at', 'is', null)
    .execute();
}
