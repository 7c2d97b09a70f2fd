import type { OwnedDatabase, ServiceRights } from '@civic-graph/subgraph-kit';

const added = ['INSERT'] as const;

/**
 * Rights of the service's role on each table besides reading. Unlisted tables are the owner's: migrations,
 * the catalogue, and balances, which the database maintains.
 */
export const paymentsRights: ServiceRights = {
  payee_unit: [],
  revenue_code: [],
  notice: ['INSERT', 'UPDATE (status, paid_minor, late_fee_minor, late_fee_until, disputed)'],
  notice_item: added,
  fine_particulars: added,
  notice_event: added,
  payment: ['INSERT', 'UPDATE (state, provider_reference, pay_url, closed_by_provider)'],
  payment_event: added,
  payment_notice: ['INSERT', 'UPDATE (state, position_minor, refunded_minor)'],
  payment_reference: added,
  payment_inquiry: ['INSERT', 'UPDATE (attempts, next_at)'],
  payment_case: ['INSERT', 'UPDATE (closed_at, closed_by, resolution)'],
  idempotency_key: ['INSERT', 'UPDATE', 'DELETE'],
  account: added,
  transfer: added,
  entry: added,
  account_balance: [],
  balance_backlog: [],
  receipt: added,
  receipt_key: added,
  provider_notification: ['INSERT', 'UPDATE (outcome, settled_at)'],
  refund: ['INSERT', 'UPDATE (state, decided_by, next_attempt_at, attempts)'],
  refund_event: added,
  dispute: ['INSERT', 'UPDATE (state, answer, ended_at)'],
  dispute_event: added,
  provider_statement: added,
  statement_line: ['INSERT', 'UPDATE (verdict)'],
  settlement_window: [
    'INSERT',
    `UPDATE (state, collected_minor, refunded_minor, fee_minor, closed_at, settled_at, settled_by, bank_reference)`,
  ],
  webhook_endpoint: ['INSERT', 'UPDATE (removed_at)'],
  webhook_message: ['INSERT', 'UPDATE (next_attempt_at, delivered_at, failures)'],
  webhook_attempt: added,
  kysely_migration: [],
  kysely_migration_lock: [],
};

/** The simulated provider's tables, in a demo. */
const testProviderRights: ServiceRights = {
  'test_provider.provider_order': ['INSERT', 'UPDATE (outcome, decided_at, closed)'],
  'test_provider.provider_refund': added,
};

export const paymentsDatabase = (deployment: 'demo' | 'production'): OwnedDatabase => ({
  agency: 'payments',
  migrations: new URL('../../migrations/', import.meta.url),
  rights: deployment === 'demo' ? { ...paymentsRights, ...testProviderRights } : paymentsRights,
});
