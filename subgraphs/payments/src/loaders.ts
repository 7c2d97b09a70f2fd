import DataLoader from 'dataloader';
import { sql } from 'kysely';
import {
  deliveriesOfWebhook,
  linesOfAgency,
  noticesOfCitizen,
  paymentsOfCitizen,
  paymentsOfNotice,
  receiptsOfCitizen,
  refundsOfAgency,
  settlementsOfAgency,
} from './connection/lists.ts';
import { type ListDefinition, type ListRequest, readPages } from './connection/read-pages.ts';
import type {
  Db,
  FineParticularsRow,
  LedgerEntryRow,
  NoticeEventRow,
  NoticeItemRow,
  NoticeRow,
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
} from './database.ts';
import {
  type RevenueRequest,
  type RevenueTotal,
  revenueOfAgencies,
  revenueOfRegions,
} from './ledger/revenue.ts';
import { dueStatuses } from './notice/states.ts';
import { entriesOf, type WindowKey, windowsOf } from './reconciliation/read.ts';
import { attemptsOf } from './webhook/attempts.ts';

/** Every read by key, batched: one query for all objects of one level of an answer. New for each call. */
export interface Loaders {
  readonly notice: DataLoader<string, NoticeRow | null>;
  readonly items: DataLoader<string, NoticeItemRow[]>;
  readonly fineParticulars: DataLoader<string, FineParticularsRow | null>;
  readonly revenueCode: DataLoader<string, RevenueCodeRow | null>;
  readonly payment: DataLoader<string, PaymentRow | null>;
  /** What its app calls it. */
  readonly referenceOfPayment: DataLoader<string, string | null>;
  readonly events: DataLoader<string, PaymentEventRow[]>;
  readonly parts: DataLoader<string, PaymentNoticeRow[]>;
  readonly receiptsOfPayment: DataLoader<string, ReceiptRow[]>;
  readonly refund: DataLoader<string, RefundRow | null>;
  readonly refundsOfPayment: DataLoader<string, RefundRow[]>;
  readonly refundHistory: DataLoader<string, RefundEventRow[]>;
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
  /** By payment: what is posted for it in all books. */
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
  return {
    notice: new DataLoader(async (codes) =>
      oneEach(codes, 'code', await db.selectFrom('notice').selectAll().where('code', 'in', codes).execute()),
    ),
    items: new DataLoader(async (codes) =>
      manyEach(
        codes,
        'notice_code',
        await db
          .selectFrom('notice_item')
          .selectAll()
          .where('notice_code', 'in', codes)
          .orderBy('line')
          .execute(),
      ),
    ),
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
    events: new DataLoader(async (ids) =>
      manyEach(
        ids,
        'payment_id',
        await db
          .selectFrom('payment_event')
          .selectAll()
          .where('payment_id', 'in', ids)
          .orderBy('sequence')
          .execute(),
      ),
    ),
    parts: new DataLoader(async (ids) =>
      manyEach(
        ids,
        'payment_id',
        await db
          .selectFrom('payment_notice')
          .selectAll()
          .where('payment_id', 'in', ids)
          .orderBy('line')
          .execute(),
      ),
    ),
    // A number ends with ten digits that rise in the order of the payment's notices.
    receiptsOfPayment: new DataLoader(async (ids) =>
      manyEach(
        ids,
        'payment_id',
        await db
          .selectFrom('receipt')
          .selectAll()
          .where('payment_id', 'in', ids)
          .orderBy('issued_at')
          .orderBy(sql`right(number, 10)`)
          .execute(),
      ),
    ),
    refund: new DataLoader(async (ids) =>
      oneEach(ids, 'id', await db.selectFrom('refund').selectAll().where('id', 'in', ids).execute()),
    ),
    refundsOfPayment: new DataLoader(async (ids) =>
      manyEach(
        ids,
        'payment_id',
        await db
          .selectFrom('refund')
          .selectAll()
          .where('payment_id', 'in', ids)
          .orderBy('created_at')
          .orderBy('id')
          .execute(),
      ),
    ),
    refundHistory: new DataLoader(async (ids) =>
      manyEach(
        ids,
        'refund_id',
        await db
          .selectFrom('refund_event')
          .selectAll()
          .where('refund_id', 'in', ids)
          .orderBy('sequence')
          .execute(),
      ),
    ),
    noticeHistory: new DataLoader(async (codes) =>
      manyEach(
        codes,
        'notice_code',
        await db
          .selectFrom('notice_event')
          .selectAll()
          .where('notice_code', 'in', codes)
          .orderBy('sequence')
          .execute(),
      ),
    ),
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
