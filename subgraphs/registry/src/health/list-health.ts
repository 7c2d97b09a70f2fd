import { sql } from 'kysely';
import { byOrdinal } from '../database/by-ordinal.ts';
import type { Db, GatewayHealthRow } from '../database/database.ts';

/** A page of the gateways that have reported about a rollout, by id. */
export interface HealthPage {
  readonly sequence: string;
  readonly size: number;
  /** Only gateways after this id. */
  readonly after: string;
}

/** Reads pages of any number of rollouts in one query. */
export async function healthPages(
  db: Db,
  pages: readonly HealthPage[],
): Promise<readonly (readonly GatewayHealthRow[])[]> {
  const { rows } = await sql<GatewayHealthRow & { ordinal: string }>`
    SELECT wanted.ordinal, page.*
      FROM unnest(${pages.map(({ sequence }) => sequence)}::bigint[],
                  ${pages.map(({ after }) => after)}::text[],
                  ${pages.map(({ size }) => size)}::int[])
           WITH ORDINALITY AS wanted (sequence, after, size, ordinal)
     CROSS JOIN LATERAL (
       SELECT * FROM gateway_health
        WHERE gateway_health.sequence = wanted.sequence AND gateway > wanted.after
        ORDER BY gateway LIMIT wanted.size) AS page
     ORDER BY wanted.ordinal, page.gateway`.execute(db);
  return byOrdinal(pages, rows);
}
