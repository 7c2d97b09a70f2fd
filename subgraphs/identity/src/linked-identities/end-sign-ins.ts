import { sql } from 'kysely';
import { revokeGrants } from '../issuer/revoke-grants.ts';
import type { IdentityDatabase } from '../store/database.ts';
import { signInMark } from './sign-in-mark.ts';

/** An app at which an ended session was signed in. */
export interface EndedAtApp {
  readonly clientId: string;
  readonly accountId: string;
}

/**
 * Ends the sessions of sign-ins, and the tokens that depend on them.
 *
 * Marking comes first, because it decides; deleting again after a failure finishes the rest.
 *
 * @param offline whether `offline_access` ends too: at a logout it stays (Back-Channel Logout 1.0, section
 *   2.7)
 * @returns the apps to notify
 */
export async function endSignIns(
  database: IdentityDatabase,
  signIns: readonly string[],
  { offline, now }: { readonly offline: boolean; readonly now: Date },
): Promise<EndedAtApp[]> {
  if (signIns.length === 0) return [];
  await database
    .updateTable('upstream_sign_in')
    .set({ ended_at: now })
    .where('id', 'in', signIns)
    .where('ended_at', 'is', null)
    .execute();
  const grants = await database
    .selectFrom('grant_circumstance')
    .select('grant_id')
    .where('upstream_sign_in', 'in', signIns)
    .$if(!offline, (query) => query.where('ends_with_session', 'is not', null))
    .execute();
  await revokeGrants(
    database,
    grants.map(({ grant_id }) => grant_id),
    now,
  );
  const sessions = await database
    .deleteFrom('oidc_payload')
    .where('model', '=', 'Session')
    .where(sql`payload -> 'amr' ->> 0`, 'in', signIns.map(signInMark))
    .returning('payload')
    .execute();
  return sessions.flatMap(({ payload }) => appsOf(payload));
}

function appsOf(payload: Record<string, unknown>): EndedAtApp[] {
  const { accountId } = payload;
  if (typeof accountId !== 'string') return [];
  return clientsOf(payload).map((clientId) => ({ clientId, accountId }));
}

/** Clients at which a session is signed in. */
export function clientsOf({ authorizations }: Record<string, unknown>): string[] {
  return typeof authorizations === 'object' && authorizations !== null ? Object.keys(authorizations) : [];
}
