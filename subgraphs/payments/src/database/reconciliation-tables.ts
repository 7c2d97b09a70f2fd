import type { Generated } from 'kysely';
import type { Amount } from '../money/amount-column.ts';
import type { ProviderName } from '../provider-name.ts';

/** Tables of providers' statements and settlement windows. */
export interface ReconciliationTables {
  provider_statement: { provider: ProviderName; day: string; fetched_at: Date; lines: number };
  statement_line: {
    agency: string;
    id: Generated<string>;
    provider: ProviderName;
    day: string;
    kind: 'payment' | 'refund';
    transaction: string;
    order_number: string;
    refund_number: string;
    payment_id: string | null;
    refund_id: string | null;
    amount_minor: Amount;
    fee_minor: Amount;
    currency: string;
    occurred_at: Date;
    verdict: Generated<'matched' | 'missing-here' | 'amount' | 'double'>;
  };
  settlement_window: {
    agency: string;
    id: Generated<string>;
    provider: ProviderName;
    day: string;
    state: 'open' | 'closed' | 'settled';
    opened_at: Date;
    collected_minor: Amount;
    refunded_minor: Amount;
    fee_minor: Amount;
    currency: string;
    closed_at: Date | null;
    settled_at: Date | null;
    settled_by: string | null;
    bank_reference: string | null;
  };
}
