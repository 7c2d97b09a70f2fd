import { sql } from 'kysely';
import { type EndedAtApp, endSignIns } from '../linked-identities/end-sign-ins.ts';
import { columnOf, type Person } from '../linked-identities/person.ts';
import type { IdentityDatabase } from '../store/database.ts';
import { isUuid } from '../store/uuid.ts';
import type { PasskeyRow } from './tables.ts';

interface OwnPasskey {
  readonly person: Person;
  readonly id: string;
}

/** @returns undefined if the person has no such key */
export async function findOwnPasskey(
  database: IdentityDatabase,
  { person: { kind, accountId }, id }: OwnPasskey,
): Promise<PasskeyRow | undefined> {
  if (!isUuid(id)) return undefined;
  return database
    .selectFrom('passkey')
    .selectAll()
    .where('id', '=', id)
    .where(columnOf[kind], '=', accountId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
}

/** @returns whether the person has the key */
export async function renamePasskey(
  database: IdentityDatabase,
  { person: { kind, accountId }, id, name }: OwnPasskey & { readonly name: string },
): Promise<boolean> {
  if (!isUuid(id)) return false;
  const renamed = await database
    .updateTable('passkey')
    .set({ name })
    .where('id', '=', id)
    .where(columnOf[kind], '=', accountId)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return renamed !== undefined;
}

/** Ends the sessions and tokens that came from a removed key. @returns the apps to notify */
export async function endSignInsOf(
  database: IdentityDatabase,
  passkey: string,
  now: Date,
): Promise<EndedAtApp[]> {
  const signIns = await database
    .selectFrom('upstream_sign_in')
    .select('id')
    .where('passkey', '=', passkey)
    .execute();
  return endSignIns(
    database,
    signIns.map(({ id }) => id),
    { offline: true, now },
  );
}

/** Ways to sign in that the person would keep without one of them. */
export async function otherWays(
  database: IdentityDatabase,
  { kind, accountId }: Person,
  without: string,
  providers: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select (select count(*) from passkey
            where ${sql.ref(columnOf[kind])} = ${accountId} and removed_at is null and id <> ${without}::uuid)
         + (select count(*) from linked_identity
            where ${sql.ref(columnOf[kind])} = ${accountId} and unlinked_at is null and id <> ${without}::uuid
              and provider = any(${[...providers]}::text[])) as count`.execute(database);
  return Number(rows[0]?.count ?? 0);
}
