import type { GatewayHealth } from '@civic-graph/releases';
import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

interface Seen {
  readonly sequence: number;
  readonly version: string;
  readonly requests: number;
  readonly failed: number;
  readonly refusal: string | null;
}

/** The largest `Int` of GraphQL; totals stay there. */
const maxTotal = 2_147_483_647;

/**
 * Adds a gateway's report to what is known of it. Rollouts that the registry does not know, such as those of
 * a time after its backup, are ignored.
 *
 * @param sliceMs length of the slices of time in which a canary is compared with the others
 */
export async function recordHealth(
  db: Db,
  { gateway, serving, requests, failed, refused }: GatewayHealth,
  { now, sliceMs }: { readonly now: Date; readonly sliceMs: number },
): Promise<void> {
  if (serving !== null) {
    const seen = { ...serving, requests, failed, refusal: null };
    await upsert(db, gateway, seen, now);
    if (requests > 0) await addTraffic(db, gateway, seen, sliceOf(now, sliceMs));
  }
  if (refused !== null) {
    const { sequence, version, reason } = refused;
    await upsert(db, gateway, { sequence, version, requests: 0, failed: 0, refusal: inOneLine(reason) }, now);
  }
}

async function upsert(
  db: Db,
  gateway: string,
  { sequence, version, requests, failed, refusal }: Seen,
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO gateway_health AS known
           (sequence, gateway, supergraph, requests, failed, refusal, first_report_at, last_report_at)
    SELECT sequence, ${gateway}, ${version}, ${requests}::int, ${failed}::int, ${refusal}, ${now}, ${now}
      FROM rollout WHERE sequence = ${sequence}
        ON CONFLICT (sequence, gateway) DO UPDATE
       SET supergraph = excluded.supergraph,
           requests = LEAST(${maxTotal}, known.requests::bigint + excluded.requests),
           failed = LEAST(${maxTotal}, known.failed::bigint + excluded.failed),
           refusal = excluded.refusal,
           last_report_at = excluded.last_report_at`.execute(db);
}

/** Only while there is something to compare. */
async function addTraffic(
  db: Db,
  gateway: string,
  { sequence, version, requests, failed }: Seen,
  slice: Date,
): Promise<void> {
  await sql`
    INSERT INTO gateway_traffic AS known (sequence, slice, gateway, supergraph, requests, failed)
    SELECT sequence, ${slice}, ${gateway}, ${version}, ${requests}::int, ${failed}::int
      FROM rollout WHERE sequence = ${sequence} AND canary_percent < 100
        ON CONFLICT (sequence, slice, gateway) DO UPDATE
       SET requests = known.requests + excluded.requests, failed = known.failed + excluded.failed`.execute(
    db,
  );
}

function sliceOf(time: Date, sliceMs: number): Date {
  return new Date(Math.floor(time.getTime() / sliceMs) * sliceMs);
}

/** Pages display it, and it becomes the reason of a rollback. */
function inOneLine(reason: string): string {
  return reason.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
