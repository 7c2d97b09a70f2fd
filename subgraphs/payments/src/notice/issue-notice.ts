import { PublicError } from '@civic-graph/errors';
import type { Db } from '../database.ts';
import { treasury } from '../money/treasury.ts';
import { createNoticeCode } from './code.ts';

export interface NoticeOrder {
  readonly agency: string;
  readonly regionCode: string;
  readonly citizenKey: string | null;
  readonly dueDate: string;
  readonly lateFee: { readonly dailyBasisPoints: number; readonly capPercent: number } | null;
  readonly items: readonly {
    readonly revenueCode: string;
    readonly legalBasis: string;
    readonly amountMinor: bigint;
  }[];
  readonly fineParticulars: {
    readonly offence: string;
    readonly place: string;
    readonly occurredAt: Date;
  } | null;
  readonly now: Date;
}

/** What came of an order, as it is stored under its idempotency key. */
export type IssuedNotice =
  | { readonly kind: 'issued'; readonly code: string }
  | { readonly kind: 'unknown-revenue-code'; readonly code: string };

/** Writes a notice with its items and particulars; part of the caller's transaction. */
export async function issueNotice(trx: Db, order: NoticeOrder): Promise<IssuedNotice> {
  const unit = await trx
    .selectFrom('payee_unit')
    .select('number')
    .where('agency', '=', order.agency)
    .executeTakeFirst();
  if (unit === undefined) throw new PublicError('FORBIDDEN', 'the calling agency is not a payee unit');
  const unknown = await unknownRevenueCode(trx, order);
  if (unknown !== undefined) return { kind: 'unknown-revenue-code', code: unknown };

  const { agency } = order;
  const code = createNoticeCode(order.regionCode, unit.number);
  await trx
    .insertInto('notice')
    .values({
      agency,
      code,
      citizen_key: order.citizenKey,
      amount_minor: order.items.reduce((sum, item) => sum + item.amountMinor, 0n),
      currency: treasury.currency,
      issued_at: order.now,
      due_date: order.dueDate,
      late_fee_basis_points: order.lateFee?.dailyBasisPoints ?? null,
      late_fee_cap_percent: order.lateFee?.capPercent ?? null,
    })
    .execute();
  await trx
    .insertInto('notice_item')
    .values(
      order.items.map((item, index) => ({
        agency,
        notice_code: code,
        line: index + 1,
        revenue_code: item.revenueCode,
        legal_basis: item.legalBasis,
        amount_minor: item.amountMinor,
      })),
    )
    .execute();
  if (order.fineParticulars !== null) {
    const { offence, place, occurredAt } = order.fineParticulars;
    await trx
      .insertInto('fine_particulars')
      .values({ agency, notice_code: code, offence, place, occurred_at: occurredAt })
      .execute();
  }
  return { kind: 'issued', code };
}

/** Only the lowest level may be collected under: a sum under a heading could not be told apart later. */
async function unknownRevenueCode(trx: Db, order: NoticeOrder): Promise<string | undefined> {
  const wanted = order.items.map((item) => item.revenueCode);
  const rows = await trx
    .selectFrom('revenue_code')
    .select('code')
    .where('code', 'in', wanted)
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
  const known = new Set(rows.map((row) => row.code));
  return wanted.find((code) => !known.has(code));
}
