import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';
import { announcedMs } from './publish.ts';

/** An app whose secret or keys were replaced. */
export interface ReplacedCredentials {
  /** Of the app. */
  readonly id: string;
  /** Until when gateways are told. */
  readonly expiresAt: Date;
}

/** Read from the history of the apps, for as long as revocations are announced. */
export async function credentialsReplacedLately(
  database: IdentityDatabase,
  now: Date,
): Promise<readonly ReplacedCredentials[]> {
  const since = new Date(now.getTime() - announcedMs);
  const { rows } = await sql<{ client_id: string; at: Date }>`SELECT client_id, at FROM app_transition
    WHERE changed && array['secret', 'keys'] AND at > ${since} ORDER BY at, client_id`.execute(database);
  return rows.map(({ client_id: id, at }) => ({ id, expiresAt: new Date(at.getTime() + announcedMs) }));
}
