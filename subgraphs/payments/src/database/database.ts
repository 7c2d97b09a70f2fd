import type { Kysely, Selectable } from 'kysely';
import type { PaymentsTables } from './tables.ts';

/** A pool or a transaction on it. */
export type Db = Kysely<PaymentsTables>;

export type PayeeUnitRow = Selectable<PaymentsTables['payee_unit']>;
export type NoticeRow = Selectable<PaymentsTables['notice']>;
export type NoticeItemRow = Selectable<PaymentsTables['notice_item']>;
export type FineParticularsRow = Selectable<PaymentsTables['fine_particulars']>;
export type NoticeEventRow = Selectable<PaymentsTables['notice_event']>;
export type PaymentRow = Selectable<PaymentsTables['payment']>;
export type PaymentNoticeRow = Selectable<PaymentsTables['payment_notice']>;
export type PaymentEventRow = Selectable<PaymentsTables['payment_event']>;
export type RefundRow = Selectable<PaymentsTables['refund']>;
export type RefundEventRow = Selectable<PaymentsTables['refund_event']>;
export type DisputeRow = Selectable<PaymentsTables['dispute']>;
export type DisputeEventRow = Selectable<PaymentsTables['dispute_event']>;
export type ReceiptRow = Selectable<PaymentsTables['receipt']>;
export type RevenueCodeRow = Selectable<PaymentsTables['revenue_code']>;
export type WebhookRow = Selectable<PaymentsTables['webhook_endpoint']>;
export type WebhookMessageRow = Selectable<PaymentsTables['webhook_message']>;
export type WebhookAttemptRow = Selectable<PaymentsTables['webhook_attempt']>;
export type StatementLineRow = Selectable<PaymentsTables['statement_line']>;
export type SettlementRow = Selectable<PaymentsTables['settlement_window']>;
export type PaymentCaseRow = Selectable<PaymentsTables['payment_case']>;
export type LedgerEntryRow = Selectable<PaymentsTables['entry']> & {
  readonly payment_id: string;
  readonly refund_id: string | null;
  readonly posted_at: Date;
};
