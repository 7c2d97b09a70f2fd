import { randomUUID } from 'node:crypto';
import { grantSeconds } from '../issuer/authorize.ts';
import type { IdentityDatabase } from '../store/database.ts';

/** Longest life of a session from one upstream sign-in, however often it is used. */
const sessionSeconds = 24 * 60 * 60;

/** Records a sign-in through a linked identity. @returns its id */
export async function recordSignIn(
  database: IdentityDatabase,
  { identity, sessionDigest }: { readonly identity: string; readonly sessionDigest: string | null },
  now: Date,
): Promise<string> {
  const id = randomUUID();
  await database
    .insertInto('upstream_sign_in')
    .values({
      id,
      linked_identity: identity,
      session_digest: sessionDigest,
      signed_in_at: now,
      ended_at: null,
      // Outlives every grant of its session.
      expires_at: later(now, sessionSeconds + 2 * grantSeconds),
    })
    .execute();
  return id;
}

/** Whether a session of this sign-in may still be used. An unknown sign-in counts as ended. */
export async function isSessionCurrent(database: IdentityDatabase, id: string, now: Date): Promise<boolean> {
  const row = await current(database, id)
    .where('upstream_sign_in.ended_at', 'is', null)
    .where('upstream_sign_in.signed_in_at', '>', later(now, -sessionSeconds))
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Whether tokens of this sign-in may still be issued. `offline_access` outlives the session, but not the
 * link.
 */
export async function isGrantCurrent(
  database: IdentityDatabase,
  id: string,
  { endsWithSession }: { readonly endsWithSession: boolean },
): Promise<boolean> {
  const row = await current(database, id).select('upstream_sign_in.ended_at').executeTakeFirst();
  return row !== undefined && (!endsWithSession || row.ended_at === null);
}

function current(database: IdentityDatabase, id: string) {
  return (
    database
      .selectFrom('upstream_sign_in')
      .innerJoin('linked_identity', 'linked_identity.id', 'upstream_sign_in.linked_identity')
      .select('upstream_sign_in.id')
      .where('upstream_sign_in.id', '=', id)
      .where('linked_identity.unlinked_at', 'is', null)
      // An identity that was linked again revives no earlier sign-in.
      .whereRef('upstream_sign_in.signed_in_at', '>=', 'linked_identity.linked_at')
  );
}

function later(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
