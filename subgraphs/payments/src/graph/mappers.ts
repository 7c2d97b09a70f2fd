import type {
  DisputeEventRow,
  DisputeRow,
  FineParticularsRow,
  LedgerEntryRow,
  NoticeEventRow,
  NoticeItemRow,
  NoticeRow,
  PaymentCaseRow,
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
  WebhookRow,
} from '../database/database.ts';
import type { RevenueTotal } from '../ledger/revenue.ts';
import type { BadRow, BulkReport, IssuedRow } from '../notice/bulk/issue-notices.ts';
import type { PublishedKey } from '../receipt/keys.ts';

/* Parents of the resolvers, by type: database rows, or references from the gateway. */

export interface CitizenModel {
  readonly uin: string;
}
export interface AgencyModel {
  readonly id: string;
}
export interface RegionModel {
  readonly code: string;
}
export interface MoneyModel {
  readonly amountMinor: bigint | string;
  readonly currency: string;
}
export interface RevenueModel {
  readonly from: string;
  readonly until: string;
  readonly totals: readonly RevenueTotal[];
}
export type RevenueLineModel = RevenueTotal;
export type RevenueCodeModel = RevenueCodeRow;
export type ReceiptKeyModel = PublishedKey;
export type NoticesIssuedModel = BulkReport;
export type IssuedRowModel = IssuedRow;
export type BadRowModel = BadRow;
export type NoticeModel = NoticeRow;
export type NoticeItemModel = NoticeItemRow & { readonly currency: string };
export type FineParticularsModel = FineParticularsRow;
/** A payment as its payer sees it, or as one of its payees does (see resources.ts). */
export type PaymentModel = PaymentRow;
/** A payment as its app sees it, without the citizen. */
export interface PaymentProgressModel {
  readonly reference: string;
  readonly payment: PaymentRow;
}
export interface LateFeeRuleModel {
  readonly dailyBasisPoints: number;
  readonly capPercent: number;
}
export type NoticeEventModel = NoticeEventRow;
export type PaymentPartModel = PaymentNoticeRow;
export type PaymentEventModel = PaymentEventRow;
export type RefundModel = RefundRow;
export type RefundEventModel = RefundEventRow;
export type DisputeModel = DisputeRow;
export type DisputeEventModel = DisputeEventRow;
export type ReceiptModel = ReceiptRow;
export interface AppRegistrationModel {
  readonly clientId: string;
  /** As identity says; part of the key. */
  readonly state: string;
}
export type WebhookModel = WebhookRow;
export type WebhookDeliveryModel = WebhookMessageRow;
export type WebhookAttemptModel = WebhookAttemptRow;
export type ReconciliationItemModel = StatementLineRow;
export type LedgerEntryModel = LedgerEntryRow;
export type SettlementModel = SettlementRow;
export type PaymentCaseModel = PaymentCaseRow;
