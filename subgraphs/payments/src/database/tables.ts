import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Amount } from '../money/amount-column.ts';
import type { ProviderName } from '../provider-name.ts';
import type { DisputeEventName, DisputeState } from '../states/dispute.ts';
import type { NoticeEventName, NoticeStatus } from '../states/notice.ts';
import type { PaymentEventName, PaymentState } from '../states/payment.ts';
import type { RefundEventName, RefundState } from '../states/refund.ts';
import type { ReconciliationTables } from './reconciliation-tables.ts';
import type { WebhookTables } from './webhook-tables.ts';

/** Tables of migrations/, as Kysely sees them. int8 is read as a string, never as a double. */
export interface PaymentsTables extends ReconciliationTables, WebhookTables {
  payee_unit: {
    agency: string;
    number: string;
    refund_limit_minor: ColumnType<string, bigint | undefined, bigint>;
    name_zh: ColumnType<string | null, string | null | undefined>;
    name_en: ColumnType<string | null, string | null | undefined>;
  };
  revenue_code: {
    code: string;
    name: string;
    parent: string | null;
    name_zh: ColumnType<string | null, string | null | undefined>;
  };
  notice: {
    agency: string;
    code: string;
    region: ColumnType<string, never, never>;
    citizen_key: string | null;
    reference: ColumnType<string | null, string | null | undefined, never>;
    amount_minor: Amount;
    currency: string;
    issued_at: Date;
    due_date: string;
    late_fee_basis_points: ColumnType<number | null, number | null | undefined>;
    late_fee_cap_percent: ColumnType<number | null, number | null | undefined>;
    late_fee_minor: ColumnType<string, bigint | string | undefined, bigint>;
    late_fee_until: ColumnType<string | null, string | null | undefined>;
    paid_minor: ColumnType<string, bigint | string | undefined, bigint>;
    status: Generated<NoticeStatus>;
    disputed: Generated<boolean>;
  };
  notice_event: {
    agency: string;
    notice_code: string;
    sequence: number;
    event: NoticeEventName;
    from_status: NoticeStatus;
    to_status: NoticeStatus;
    payment_id: string | null;
    actor: string | null;
    reason: string | null;
    occurred_at: Date;
  };
  notice_item: {
    agency: string;
    notice_code: string;
    line: number;
    revenue_code: string;
    legal_basis: string;
    amount_minor: Amount;
  };
  fine_particulars: {
    agency: string;
    notice_code: string;
    offence: string;
    place: string;
    occurred_at: Date;
  };
  payment: {
    agency: string;
    id: string;
    payees: string[];
    payer_key: string;
    client_id: string;
    provider: ProviderName;
    provider_reference: string | null;
    pay_url: string | null;
    return_url: string | null;
    amount_minor: Amount;
    currency: string;
    state: PaymentState;
    created_at: Date;
    expires_at: Date;
    closed_by_provider: Generated<boolean>;
  };
  payment_reference: { client_id: string; reference: string; payment_agency: string; payment_id: string };
  payment_inquiry: { agency: string; payment_id: string; attempts: number; next_at: Date };
  payment_case: {
    agency: string;
    id: string;
    kind: CaseKind;
    provider: ProviderName;
    payment_id: string | null;
    transaction: string | null;
    line_kind: 'payment' | 'refund' | null;
    expected_minor: Amount | null;
    found_minor: Amount | null;
    opened_at: Date;
    closed_at: Date | null;
    closed_by: string | null;
    resolution: string | null;
  };
  payment_notice: {
    agency: string;
    notice_code: string;
    payment_agency: string;
    payment_id: string;
    line: number;
    amount_minor: Amount;
    currency: string;
    state: PaymentNoticeState;
    position_minor: ColumnType<string | null, bigint | string | null | undefined, bigint>;
    refunded_minor: ColumnType<string, never, never>;
    late_fee_shown_minor: ColumnType<string | null, bigint | string | null | undefined, never>;
  };
  refund: {
    agency: string;
    id: string;
    notice_code: string;
    payment_agency: string;
    payment_id: string;
    payer_key: string;
    amount_minor: Amount;
    currency: string;
    reason: string;
    state: RefundState;
    requested_by: string;
    /** Set by the database. */
    needs_approval: ColumnType<boolean, never, never>;
    decided_by: string | null;
    created_at: Date;
    next_attempt_at: Date;
    attempts: Generated<number>;
  };
  refund_event: {
    agency: string;
    refund_id: string;
    sequence: number;
    event: RefundEventName | 'request';
    from_state: RefundState | null;
    to_state: RefundState;
    actor: string | null;
    occurred_at: Date;
  };
  dispute: {
    agency: string;
    id: string;
    notice_code: string;
    payment_id: string | null;
    citizen_key: string;
    client_id: string;
    reason: string;
    state: DisputeState;
    answer: ColumnType<string | null, never, string | null>;
    created_at: Date;
    ended_at: ColumnType<Date | null, never, Date>;
  };
  dispute_event: {
    agency: string;
    dispute_id: string;
    sequence: number;
    event: DisputeEventName | 'open';
    from_state: DisputeState | null;
    to_state: DisputeState;
    actor: string | null;
    occurred_at: Date;
  };
  payment_event: {
    agency: string;
    payment_id: string;
    sequence: number;
    event: PaymentEventName | 'create';
    from_state: PaymentState | null;
    to_state: PaymentState;
    occurred_at: Date;
  };
  idempotency_key: {
    client_id: string;
    key: string;
    caller: string;
    fingerprint: string;
    answer: JSONColumnType<object>;
    created_at: Date;
  };
  account: {
    agency: string;
    id: string;
    kind: 'clearing' | 'revenue' | 'surplus' | 'refund' | 'fee' | 'bank';
    currency: string;
    region: string | null;
    revenue_code: string | null;
  };
  transfer: {
    agency: string;
    id: string;
    /** Of a payment (or its refund), or of a settlement. */
    payment_agency: string | null;
    payment_id: string | null;
    refund_id: string | null;
    settlement_id: string | null;
    kind: TransferKind;
    posted_at: Date;
    /** Number of its entries; null for transfers of earlier versions. */
    entries: number | null;
  };
  entry: {
    agency: string;
    transfer_id: string;
    line: number;
    account_id: string;
    amount_minor: Amount;
    currency: string;
  };
  receipt: {
    agency: string;
    number: string;
    payment_id: string;
    notice_code: string;
    payer_key: string;
    amount_minor: Amount;
    currency: string;
    issued_at: Date;
    signed: string;
  };
  receipt_key: {
    kid: string;
    agency: string | null;
    public_jwk: JSONColumnType<object>;
    private_jwk: JSONColumnType<object> | null;
    created_at: Date;
  };
  provider_notification: {
    provider: ProviderName;
    event_id: string;
    body_digest: string;
    body: JSONColumnType<object>;
    received_at: Date;
    outcome: NotificationOutcome | null;
    settled_at: Date | null;
  };
}

/** Effect of a payment's money on one notice; see migrations/0007-payments-of-several-notices.sql. */
export type PaymentNoticeState = 'open' | 'released' | 'settled' | 'surplus';
export type TransferKind = 'payment' | 'surplus' | 'refund' | 'refund-done' | 'refund-failed' | 'settlement';
export type NotificationOutcome = 'applied' | 'unchanged' | 'unknown-payment' | 'wrong-amount';

export type CaseKind = 'outcome-unknown' | 'missing-here' | 'missing-there' | 'amount' | 'double';
