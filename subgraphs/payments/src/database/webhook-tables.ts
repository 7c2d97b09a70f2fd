import type { ColumnType, Generated } from 'kysely';
import type { DisputeState } from '../states/dispute.ts';
import type { PaymentState } from '../states/payment.ts';

/** Tables of partners' endpoints and their events. */
export interface WebhookTables {
  webhook_endpoint: {
    client_id: string;
    id: string;
    url: string;
    created_at: Date;
    removed_at: Date | null;
  };
  webhook_message: {
    client_id: string;
    id: Generated<string>;
    endpoint_id: string;
    payment_id: string | null;
    dispute_id: string | null;
    type: string;
    state: PaymentState | DisputeState | 'test';
    occurred_at: Date;
    next_attempt_at: Date | null;
    delivered_at: Date | null;
    failures: Generated<number>;
    endpoint: ColumnType<string, never, never>;
    delivery: ColumnType<'pending' | 'delivered' | 'failed', never, never>;
  };
  webhook_attempt: {
    client_id: string;
    message_id: string;
    attempted_at: Date;
    number: number;
    status: number | null;
    problem: string | null;
    duration_ms: number;
  };
}
