import { sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { ProviderName } from '../provider-name.ts';
import { longestMilliseconds } from './schedule.ts';

export interface DueInquiry {
  readonly agency: string;
  readonly payment_id: string;
  readonly provider: ProviderName;
  readonly attempts: number;
  readonly expires_at: Date;
  readonly amount_minor: string;
  readonly currency: string;
}

/**
 * Claims payments that are due for a query. The attempt is counted first, so a crash only delays the next
 * one; SKIP LOCKED separates replicas.
 */
export async function claimDue(
  db: Db,
  { now, firstMilliseconds, limit }: { now: Date; firstMilliseconds: number; limit: number },
): Promise<DueInquiry[]> {
  const { rows } = await sql<DueInquiry>`
    WITH due AS (
      SELECT payment.*
      FROM payment LEFT JOIN payment_inquiry AS inquiry
        ON inquiry.agency = payment.agency AND inquiry.payment_id = payment.id
      WHERE (state IN ('created', 'started', 'submitted') OR (state = 'cancelled' AND NOT closed_by_provider))
        AND created_at <= ${since(now, firstMilliseconds)}
        AND coalesce(next_at, created_at) <= ${now}
      ORDER BY coalesce(next_at, created_at) LIMIT ${limit}
      FOR UPDATE OF payment SKIP LOCKED
    ), counted AS (
      INSERT INTO payment_inquiry AS inquiry (agency, payment_id, attempts, next_at)
      SELECT agency, id, 1, ${now}::timestamptz + ${firstMilliseconds} * interval '1 millisecond' FROM due
      ON CONFLICT (agency, payment_id) DO UPDATE SET
        attempts = least(inquiry.attempts + 1, 32767),
        next_at = ${now}::timestamptz + least(
          ${firstMilliseconds} * power(2, least(inquiry.attempts, 30)), ${longestMilliseconds}
        ) * interval '1 millisecond'
      -- A replica that committed after our snapshot was taken has asked: only the row as it is now says so.
      WHERE inquiry.next_at <= ${now}
      RETURNING agency, payment_id, attempts
    )
    SELECT counted.*, due.provider, due.expires_at, due.amount_minor, due.currency FROM counted
    JOIN due ON due.agency = counted.agency AND due.id = counted.payment_id`.execute(db);
  return rows;
}

function since(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() - milliseconds);
}
