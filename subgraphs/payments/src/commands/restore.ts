import {
  createDatabase,
  dropFollowUp,
  type FinishedRestore,
  finishRestore,
  type Mark,
} from '@civic-graph/subgraph-kit';
import { sql } from 'kysely';
import type { PaymentsTables } from '../database/tables.ts';

/** What the outside world may have of the payments, but the restored database lacks. */
export interface PaymentsLosses {
  /** Payments without an outcome, about which the providers are asked first. */
  readonly openPayments: number;
  /** Last statement of each provider that is here; later ones are fetched and matched first. */
  readonly statements: readonly { readonly provider: string; readonly lastDay: string }[];
  /** Receipts that were issued since, as far as the service remembered outside the database. */
  readonly lostReceipts: number | null;
}

export async function paymentsLosses(url: string, remembered: Mark | null): Promise<PaymentsLosses> {
  const db = createDatabase<PaymentsTables>(url, { statementTimeoutMs: 0 });
  try {
    const open = await sql<{ count: string }>`SELECT count(*) FROM payment
      WHERE state IN ('created', 'started', 'submitted')`.execute(db);
    const statements = await sql<{ provider: string; day: string }>`
      SELECT provider, max(day)::text AS day FROM provider_statement GROUP BY provider ORDER BY 1`.execute(
      db,
    );
    const serial = await sql<{ last: string | null }>`SELECT last_value::text AS last FROM pg_sequences
      WHERE sequencename = 'receipt_serial'`.execute(db);
    // Absent before the first receipt.
    const seen = remembered?.sequences.receipt_serial ?? 0;
    const here = BigInt(serial.rows[0]?.last ?? 0);
    return {
      openPayments: Number(open.rows[0]?.count),
      statements: statements.rows.map(({ provider, day }) => ({ provider, lastDay: day })),
      lostReceipts: remembered === null ? null : Math.max(0, Number(BigInt(seen) - here)),
    };
  } finally {
    await db.destroy();
  }
}

export interface PaymentsFinish {
  readonly ownerUrl: string;
  readonly remembered: Mark | null;
  /** Whether the service first asks the providers what happened since the backup. */
  readonly withStatements: boolean;
  /** Whether the time of the backup is unknown; statements of 90 days are matched then. Default is false. */
  readonly isUnnoticed?: boolean;
  readonly now: Date;
}

/** Lets receipt numbers jump ahead, and the service start; it asks the providers before it serves. */
export async function finishPayments({
  ownerUrl,
  remembered,
  withStatements,
  isUnnoticed = false,
  now,
}: PaymentsFinish): Promise<FinishedRestore> {
  const owner = createDatabase<PaymentsTables>(ownerUrl, { statementTimeoutMs: 0 });
  try {
    return await finishRestore(owner, {
      ...{ remembered, now, needsFollowUp: withStatements, isUnnoticed, report: { withStatements } },
    });
  } finally {
    await owner.destroy();
  }
}

/** Lets a service start whose restore was finished before, although a provider does not answer. */
export async function startWithoutStatements(ownerUrl: string): Promise<void> {
  const owner = createDatabase<PaymentsTables>(ownerUrl, { statementTimeoutMs: 0 });
  try {
    await dropFollowUp(owner);
  } finally {
    await owner.destroy();
  }
}
