import { sql } from 'kysely';
import { columnOf } from '../linked-identities/person.ts';
import { otherWays } from '../passkeys/own-passkeys.ts';
import { lockName } from '../store/lock-name.ts';
import type { SecurityView } from './security-view.ts';

/** Column in which the end of a way to sign in is stored. */
const endColumn = { passkey: 'removed_at', linked_identity: 'unlinked_at' } as const;

/**
 * Marks a way to sign in as ended, one at a time for each person: two at once would each count the other.
 *
 * @returns false if it is the last one, without those of providers that are not configured any more
 */
export async function endUnlessLast(
  { passkeys: { database }, person, providers, now }: SecurityView,
  table: keyof typeof endColumn,
  id: string,
): Promise<boolean> {
  const { kind, accountId } = person;
  return database.transaction().execute(async (transaction) => {
    await lockName(transaction, 'ways to sign in', `${kind} ${accountId}`);
    if ((await otherWays(transaction, person, id, [...providers.keys()])) === 0) return false;
    const column = sql.ref(endColumn[table]);
    await sql`update ${sql.table(table)} set ${column} = ${now}
      where id = ${id} and ${sql.ref(columnOf[kind])} = ${accountId} and ${column} is null`.execute(
      transaction,
    );
    return true;
  });
}
