import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { revokeGrants } from '../issuer/revoke-grants.ts';
import type { EndedAtApp } from '../linked-identities/end-sign-ins.ts';
import { columnOf, type Person } from '../linked-identities/person.ts';
import { markedSignIn } from '../linked-identities/sign-in-mark.ts';
import type { IdentityDatabase } from '../store/database.ts';

/** A browser in which somebody is signed in. */
export interface AccountSession {
  /** Digest of the session's identifier: names it on a page, and opens nothing. */
  readonly id: string;
  readonly uid: string;
  readonly signedInAt: Date;
  readonly signIn: string | null;
  readonly clients: readonly string[];
}

export async function sessionsOf(
  database: IdentityDatabase,
  { accountId }: Person,
  now: Date,
): Promise<AccountSession[]> {
  const rows = await database
    .selectFrom('oidc_payload')
    .select(['uid', 'payload'])
    .where('model', '=', 'Session')
    .where(sql`payload ->> 'accountId'`, '=', accountId)
    .where('expires_at', '>', now)
    .execute();
  return rows
    .flatMap(({ uid, payload }) => (uid === null ? [] : [describe(uid, payload)]))
    .sort((one, other) => other.signedInAt.getTime() - one.signedInAt.getTime());
}

function describe(uid: string, { loginTs, amr, authorizations }: Record<string, unknown>): AccountSession {
  return {
    id: sessionName(uid),
    uid,
    signedInAt: new Date(Number(loginTs ?? 0) * 1000),
    signIn: markedSignIn(Array.isArray(amr) ? amr.map(String) : undefined),
    clients: typeof authorizations === 'object' && authorizations !== null ? Object.keys(authorizations) : [],
  };
}

export function sessionName(uid: string): string {
  return createHash('sha256').update(`session ${uid}`).digest('base64url').slice(0, 22);
}

/** Ends one session, and the tokens that end with it. @returns the apps to notify */
export async function endSession(
  database: IdentityDatabase,
  person: Person,
  session: AccountSession,
  now: Date,
): Promise<EndedAtApp[]> {
  const grants = await database
    .selectFrom('grant_circumstance')
    .select('grant_id')
    .where('ends_with_session', '=', session.uid)
    .execute();
  await revokeGrants(
    database,
    grants.map(({ grant_id }) => grant_id),
    now,
  );
  await database
    .deleteFrom('oidc_payload')
    .where('model', '=', 'Session')
    .where('uid', '=', session.uid)
    .execute();
  return session.clients.map((clientId) => ({ clientId, accountId: person.accountId }));
}

/** Ends every session and every token of a person, also `offline_access`. @returns the apps to notify */
export async function signOutEverywhere(
  database: IdentityDatabase,
  person: Person,
  now: Date,
): Promise<EndedAtApp[]> {
  const { kind, accountId } = person;
  const column = columnOf[kind];
  // Marking comes first: a request that has read its session before gets no token any more.
  await sql`update upstream_sign_in set ended_at = ${now} where ended_at is null and (
    passkey in (select id from passkey where ${sql.ref(column)} = ${accountId}) or
    linked_identity in (select id from linked_identity where ${sql.ref(column)} = ${accountId}))`.execute(
    database,
  );
  const sessions = await sessionsOf(database, person, now);
  const grants = await database
    .selectFrom('oidc_payload')
    .select('id')
    .where('model', '=', 'Grant')
    .where(sql`payload ->> 'accountId'`, '=', accountId)
    .execute();
  await revokeGrants(
    database,
    grants.map(({ id }) => id),
    now,
  );
  await database
    .deleteFrom('oidc_payload')
    .where('model', '=', 'Session')
    .where(sql`payload ->> 'accountId'`, '=', accountId)
    .execute();
  const clients = new Set(sessions.flatMap((session) => session.clients));
  return [...clients].map((clientId) => ({ clientId, accountId }));
}
