import { randomUUID } from 'node:crypto';
import { grantSeconds } from '../issuer/authorize.ts';
import { methodsOf } from '../passkeys/methods.ts';
import type { IdentityDatabase } from '../store/database.ts';

/** Longest life of a session from one sign-in, however often it is used. */
const sessionSeconds = 24 * 60 * 60;

/** How somebody has signed in. */
export type SignInMethod =
  | { readonly identity: string; readonly sessionDigest: string | null }
  | { readonly passkey: string };

/** Records a sign-in through a linked identity or with a passkey. @returns its id */
export async function recordSignIn(
  database: IdentityDatabase,
  method: SignInMethod,
  now: Date,
): Promise<string> {
  const id = randomUUID();
  await database
    .insertInto('upstream_sign_in')
    .values({
      id,
      ...('passkey' in method
        ? { passkey: method.passkey, linked_identity: null, session_digest: null }
        : { passkey: null, linked_identity: method.identity, session_digest: method.sessionDigest }),
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
 * Returns the sign-in if tokens of it may still be issued, with its `amr` (RFC 8176) if a passkey was used.
 * `offline_access` outlives the session, but neither the link nor the passkey.
 */
export async function currentGrantSignIn(
  database: IdentityDatabase,
  id: string,
  { endsWithSession }: { readonly endsWithSession: boolean },
): Promise<{ readonly methods: readonly string[] | null } | undefined> {
  const row = await current(database, id)
    .select(['upstream_sign_in.ended_at', 'passkey.synced'])
    .executeTakeFirst();
  if (row === undefined || (endsWithSession && row.ended_at !== null)) return undefined;
  return { methods: row.synced === null ? null : methodsOf({ synced: row.synced }) };
}

function current(database: IdentityDatabase, id: string) {
  return (
    database
      .selectFrom('upstream_sign_in')
      .leftJoin('linked_identity', 'linked_identity.id', 'upstream_sign_in.linked_identity')
      .leftJoin('passkey', 'passkey.id', 'upstream_sign_in.passkey')
      .select('upstream_sign_in.id')
      .where('upstream_sign_in.id', '=', id)
      .where('linked_identity.unlinked_at', 'is', null)
      .where('passkey.removed_at', 'is', null)
      // An identity that was linked again revives no earlier sign-in.
      .where((where) =>
        where.or([
          where('upstream_sign_in.linked_identity', 'is', null),
          where('upstream_sign_in.signed_in_at', '>=', where.ref('linked_identity.linked_at')),
        ]),
      )
  );
}

function later(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
