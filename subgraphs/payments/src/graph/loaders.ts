import DataLoader from 'dataloader';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type {
  Db,
  DisputeEventRow,
  DisputeRow,
  FineParticularsRow,
  LedgerEntryRow,
  NoticeEventRow,
  NoticeItemRow,
  NoticeRow,
  PayeeUnitRow,
  PaymentEventRow,
  PaymentNoticeRow,
  PaymentRow,
  ReceiptRow,
  RefundEventRow,
  RefundRow,
  RevenueCodeRow,
  SettlementRow,
  StatementLineRow,
  WebhookAttemptRow,
  WebhookMessageRow,
} from '../database/database.ts';
import {
  deliveriesOfWebhook,
  disputesOfAgency,
  disputesOfCitizen,
  linesOfAgency,
  noticesOfCitizen,
  paymentsOfCitizen,
  paymentsOfNotice,
  receiptsOfCitizen,
  refundsOfAgency,
  settlementsOfAgency,
} from '../database/lists.ts';
import { type ListDefinition, type ListRequest, readPages } from '../database/read-pages.ts';
import type { PaymentsTables } from '../database/tables.ts';
import {
  type RevenueRequest,
  type RevenueTotal,
  revenueOfAgencies,
  revenueOfRegions,
} from '../ledger/revenue.ts';
import { entriesOf, type WindowKey, windowsOf } from '../reconciliation/read.ts';
import { dueStatuses } from '../states/notice.ts';
import { attemptsOf } from '../webhook/attempts.ts';

/** Batched reads by key: one query per level of an answer. New for each call. */
export interface Loaders {
  readonly notice: DataLoader<string, NoticeRow | null>;
  readonly items: DataLoader<string, NoticeItemRow[]>;
  readonly fineParticulars: DataLoader<string, FineParticularsRow | null>;
  readonly revenueCode: DataLoader<string, RevenueCodeRow | null>;
  /** By agency. */
  readonly payeeUnit: DataLoader<string, PayeeUnitRow | null>;
  readonly payment: DataLoader<string, PaymentRow | null>;
  /** By the app's reference. */
  readonly referenceOfPayment: DataLoader<string, string | null>;
  readonly events: DataLoader<string, PaymentEventRow[]>;
  readonly parts: DataLoader<string, PaymentNoticeRow[]>;
  readonly receiptsOfPayment: DataLoader<string, ReceiptRow[]>;
  readonly refund: DataLoader<string, RefundRow | null>;
  readonly refundsOfPayment: DataLoader<string, RefundRow[]>;
  readonly refundHistory: DataLoader<string, RefundEventRow[]>;
  readonly dispute: DataLoader<string, DisputeRow | null>;
  readonly disputeHistory: DataLoader<string, DisputeEventRow[]>;
  readonly disputesOfCitizen: DataLoader<ListRequest, DisputeRow[], string>;
  readonly disputesOfAgency: DataLoader<ListRequest, DisputeRow[], string>;
  readonly noticeHistory: DataLoader<string, NoticeEventRow[]>;
  /** By the citizen's key. */
  readonly hasDueNotices: DataLoader<string, boolean>;
  readonly noticesOfCitizen: DataLoader<ListRequest, NoticeRow[], string>;
  readonly paymentsOfCitizen: DataLoader<ListRequest, PaymentRow[], string>;
  readonly paymentsOfNotice: DataLoader<ListRequest, PaymentRow[], string>;
  readonly receiptsOfCitizen: DataLoader<ListRequest, ReceiptRow[], string>;
  readonly refundsOfAgency: DataLoader<ListRequest, RefundRow[], string>;
  readonly linesOfAgency: DataLoader<ListRequest, StatementLineRow[], string>;
  readonly settlementsOfAgency: DataLoader<ListRequest, SettlementRow[], string>;
  readonly settlementOf: DataLoader<WindowKey, SettlementRow | null, string>;
  /** By payment: its transfers in all ledgers. */
  readonly entriesOfPayment: DataLoader<string, LedgerEntryRow[]>;
  readonly deliveriesOfWebhook: DataLoader<ListRequest, WebhookMessageRow[], string>;
  readonly attemptsOfDelivery: DataLoader<string, WebhookAttemptRow[]>;
  readonly revenueOfAgency: DataLoader<RevenueRequest, RevenueTotal[], string>;
  readonly revenueOfRegion: DataLoader<RevenueRequest, RevenueTotal[], string>;
}

export function createLoaders(db: Db): Loaders {
  const list = <Row>(definition: ListDefinition) =>
    new DataLoader<ListRequest, Row[], string>((requests) => readPages<Row>(db, definition, requests), {
      cacheKeyFn: JSON.stringify,
    });
  /** Reads all rows for each value of a column, in an order. */
  const many = <Table extends keyof PaymentsTables>(
    table: Table,
    column: keyof Selectable<PaymentsTables[Table]> & string,
    order: readonly (string | RawBuilder<unknown>)[],
  ) =>
    new DataLoader<string, Selectable<PaymentsTables[Table]>[]>(async (keys) => {
      const by = sql.join(order.map((part) => (typeof part === 'string' ? sql.ref(part) : part)));
      const { rows } = await sql<Selectable<PaymentsTables[Table]>>`
        SELECT * FROM ${sql.table(table)} WHERE ${sql.ref(column)} IN (${sql.join(keys)}) ORDER BY ${by}`.execute(
        db,
      );
      return manyEach(keys, column, rows);
    });
  return {
    notice: new DataLoader(async (codes) =>
      oneEach(codes, 'code', await db.selectFrom('notice').selectAll().where('code', 'in', codes).execute()),
    ),
    items: many('notice_item', 'notice_code', ['line']),
    fineParticulars: new DataLoader(async (codes) =>
      oneEach(
        codes,
        'notice_code',
        await db.selectFrom('fine_particulars').selectAll().where('notice_code', 'in', codes).execute(),
      ),
    ),
    revenueCode: new DataLoader(async (codes) =>
      oneEach(
        codes,
        'code',
        await db.selectFrom('revenue_code').selectAll().where('code', 'in', codes).execute(),
      ),
    ),
    payeeUnit: new DataLoader(async (agencies) =>
      oneEach(
        agencies,
        'agency',
        await db.selectFrom('payee_unit').selectAll().where('agency', 'in', agencies).execute(),
      ),
    ),
    payment: new DataLoader(async (ids) =>
      oneEach(ids, 'id', await db.selectFrom('payment').selectAll().where('id', 'in', ids).execute()),
    ),
    referenceOfPayment: new DataLoader(async (ids) => {
      const rows = await db
        .selectFrom('payment_reference')
        .select(['payment_id', 'reference'])
        .where('payment_id', 'in', ids)
        .execute();
      return oneEach(ids, 'payment_id', rows).map((row) => row?.reference ?? null);
    }),
    events: many('payment_event', 'payment_id', ['sequence']),
    parts: many('payment_notice', 'payment_id', ['line']),
    // A number ends with ten digits that follow the order of the payment's notices.
    receiptsOfPayment: many('receipt', 'payment_id', ['issued_at', sql`right(number, 10)`]),
    refund: new DataLoader(async (ids) =>
      oneEach(ids, 'id', await db.selectFrom('refund').selectAll().where('id', 'in', ids).execute()),
    ),
    refundsOfPayment: many('refund', 'payment_id', ['created_at', 'id']),
    refundHistory: many('refund_event', 'refund_id', ['sequence']),
    dispute: new DataLoader(async (ids) =>
      oneEach(ids, 'id', await db.selectFrom('dispute').selectAll().where('id', 'in', ids).execute()),
    ),
    disputeHistory: many('dispute_event', 'dispute_id', ['sequence']),
    noticeHistory: many('notice_event', 'notice_code', ['sequence']),
    hasDueNotices: new DataLoader(async (citizens) => {
      const rows = await db
        .selectFrom('notice')
        .select('citizen_key')
        .distinct()
        .where('citizen_key', 'in', citizens)
        .where('status', 'in', dueStatuses)
        .execute();
      const owing = new Set(rows.map(({ citizen_key }) => citizen_key));
      return citizens.map((citizen) => owing.has(citizen));
    }),
    noticesOfCitizen: list(noticesOfCitizen),
    paymentsOfCitizen: list(paymentsOfCitizen),
    paymentsOfNotice: list(paymentsOfNotice),
    receiptsOfCitizen: list(receiptsOfCitizen),
    refundsOfAgency: list(refundsOfAgency),
    disputesOfCitizen: list(disputesOfCitizen),
    disputesOfAgency: list(disputesOfAgency),
    linesOfAgency: list(linesOfAgency),
    settlementsOfAgency: list(settlementsOfAgency),
    settlementOf: new DataLoader((keys) => windowsOf(db, keys), { cacheKeyFn: JSON.stringify }),
    entriesOfPayment: new DataLoader(async (ids) => manyEach(ids, 'payment_id', await entriesOf(db, ids))),
    deliveriesOfWebhook: list(deliveriesOfWebhook),
    attemptsOfDelivery: new DataLoader(async (ids) => manyEach(ids, 'message_id', await attemptsOf(db, ids))),
    revenueOfAgency: new DataLoader((requests) => revenueOfAgencies(db, requests), {
      cacheKeyFn: JSON.stringify,
    }),
    revenueOfRegion: new DataLoader((requests) => revenueOfRegions(db, requests), {
      cacheKeyFn: JSON.stringify,
    }),
  };
}

function oneEach<Row, Key extends keyof Row>(
  keys: readonly string[],
  column: Key,
  rows: readonly Row[],
): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [String(row[column]), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

function manyEach<Row, Key extends keyof Row>(
  keys: readonly string[],
  column: Key,
  rows: readonly Row[],
): Row[][] {
  const byKey = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) byKey.get(String(row[column]))?.push(row);
  return keys.map((key) => byKey.get(key) ?? []);
}
