import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { revokeGrants, revokeGrantsOf } from '../issuer/revoke-grants.ts';
import { clientsOf, type EndedAtApp } from '../linked-identities/end-sign-ins.ts';
import { columnOf, type Person, type PersonKind } from '../linked-identities/person.ts';
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

function describe(uid: string, payload: Record<string, unknown>): AccountSession {
  const { loginTs, amr } = payload;
  return {
    id: sessionName(uid),
    uid,
    signedInAt: new Date(Number(loginTs ?? 0) * 1000),
    signIn: markedSignIn(Array.isArray(amr) ? amr.map(String) : undefined),
    clients: clientsOf(payload),
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
  // Marking comes first: a request that has read its session before gets no token any more.
  await endSignInsQuery(columnOf[kind], accountId, now).execute(database);
  await revokeGrantsOf(database, [accountId], now);
  const sessions = await database
    .deleteFrom('oidc_payload')
    .where('model', '=', 'Session')
    .where(sql`payload ->> 'accountId'`, '=', accountId)
    .returning(['payload', 'expires_at'])
    .execute();
  const clients = sessions
    .filter(({ expires_at }) => expires_at !== null && expires_at > now)
    .flatMap(({ payload }) => clientsOf(payload));
  return [...new Set(clients)].map((clientId) => ({ clientId, accountId }));
}

/** Finds sign-ins by one method at a time, so that the indexes serve. @internal */
export function endSignInsQuery(
  column: (typeof columnOf)[PersonKind],
  accountId: string,
  now: Date,
): RawBuilder<unknown> {
  const of = (method: 'passkey' | 'linked_identity') => sql`
    select upstream_sign_in.id from ${sql.table(method)} as method
    join upstream_sign_in on upstream_sign_in.${sql.ref(method)} = method.id
    where method.${sql.ref(column)} = ${accountId} and ended_at is null`;
  return sql`update upstream_sign_in set ended_at = ${now}
    where id in (${of('passkey')} union all ${of('linked_identity')})`;
}
