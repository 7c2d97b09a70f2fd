import { sql } from 'kysely';
import type { Db } from '../database/database.ts';

const dayMs = 86_400_000;
/** Long enough to find out why a canary was rolled back. */
const keptMs = 30 * dayMs;

/** Deletes what no comparison needs any more, and reports of gateways that are a month old. */
export async function forgetHealth(db: Db, now: Date, windowMs: number): Promise<void> {
  const before = (ms: number) => new Date(now.getTime() - ms);
  await sql`DELETE FROM gateway_traffic WHERE slice < ${before(2 * windowMs)}`.execute(db);
  await sql`DELETE FROM gateway_health WHERE last_report_at < ${before(keptMs)}`.execute(db);
}
