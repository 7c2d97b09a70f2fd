import type { Kysely } from 'kysely';
import { columnOf, type Person } from '../linked-identities/person.ts';
import type { IdentityTables } from '../store/database.ts';
import { PasskeyRefusal } from './passkey-refusal.ts';
import type { PasskeyRow } from './tables.ts';

/** Keys of one person at a time. */
const mostOfPerson = 20;

/** Stores a verified passkey. @throws PasskeyRefusal if it was registered before, or there are too many */
export async function addPasskey(
  database: Kysely<IdentityTables>,
  person: Person,
  { counter, ...row }: PasskeyRow,
): Promise<void> {
  if ((await passkeysOf(database, person)).length >= mostOfPerson) {
    throw new PasskeyRefusal('too_many_passkeys');
  }
  const added = await database
    .insertInto('passkey')
    .values({ ...row, counter: Number(counter) })
    // Also a key that was removed, or is another person's.
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) throw new PasskeyRefusal('passkey_registered_before');
}

/** Keys with which the person can sign in, oldest first. */
export async function passkeysOf(
  database: Kysely<IdentityTables>,
  { kind, accountId }: Person,
): Promise<PasskeyRow[]> {
  return database
    .selectFrom('passkey')
    .selectAll()
    .where(columnOf[kind], '=', accountId)
    .where('removed_at', 'is', null)
    .orderBy('registered_at')
    .orderBy('id')
    .execute();
}
