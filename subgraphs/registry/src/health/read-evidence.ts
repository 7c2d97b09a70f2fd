import { sql } from 'kysely';
import type { Db, RolloutRow } from '../database/database.ts';
import type { CanaryEvidence } from './judge-canary.ts';

interface SliceRow {
  readonly canary_requests: number;
  readonly canary_failed: number;
  readonly other_requests: number;
  readonly other_failed: number;
}

/** Reports since a time, of the canary's gateways and of the others. */
export async function readEvidence(db: Db, canary: RolloutRow, since: Date): Promise<CanaryEvidence> {
  const { sequence, supergraph, previous } = canary;
  const refusal = await db
    .selectFrom('gateway_health')
    .select(['gateway', 'refusal as reason'])
    .where('sequence', '=', sequence)
    .where('supergraph', '=', supergraph)
    .where('refusal', 'is not', null)
    .orderBy('first_report_at')
    .limit(1)
    .executeTakeFirst();
  const { rows } = await sql<SliceRow>`
    SELECT COALESCE(sum(requests) FILTER (WHERE supergraph = ${supergraph}), 0)::float8 AS canary_requests,
           COALESCE(sum(failed) FILTER (WHERE supergraph = ${supergraph}), 0)::float8 AS canary_failed,
           COALESCE(sum(requests) FILTER (WHERE supergraph = ${previous}), 0)::float8 AS other_requests,
           COALESCE(sum(failed) FILTER (WHERE supergraph = ${previous}), 0)::float8 AS other_failed
      FROM gateway_traffic
     WHERE sequence = ${sequence} AND slice >= ${since}
     GROUP BY slice`.execute(db);
  return {
    refusal: refusal === undefined ? null : { gateway: refusal.gateway, reason: refusal.reason ?? '' },
    slices: rows.map((row) => ({
      canary: { requests: row.canary_requests, failed: row.canary_failed },
      others: { requests: row.other_requests, failed: row.other_failed },
    })),
  };
}
