import type { IdentityDatabase } from '../store/database.ts';
import { isUuid } from '../store/uuid.ts';
import { type EndedAtApp, endSignIns } from './end-sign-ins.ts';
import { columnOf, type Person } from './person.ts';
import type { LinkedIdentityRow } from './tables.ts';

/** Links that a list contains at most; nobody has nearly as many. */
const listLength = 100;

/** The person's upstream identities, oldest first, also those that were unlinked. */
export async function identitiesOf(
  database: IdentityDatabase,
  { kind, accountId }: Person,
): Promise<LinkedIdentityRow[]> {
  return database
    .selectFrom('linked_identity')
    .selectAll()
    .where(columnOf[kind], '=', accountId)
    .orderBy('linked_at')
    .orderBy('id')
    .limit(listLength)
    .execute();
}

interface OwnIdentity {
  readonly person: Person;
  readonly id: string;
}

/**
 * Unlinks an identity of the person: it cannot sign in any more, and every session and token that came from
 * it ends.
 *
 * @returns the identity, and the apps to notify; undefined if the person has none with this id
 */
export async function unlinkIdentity(
  database: IdentityDatabase,
  own: OwnIdentity,
  now: Date,
): Promise<{ readonly identity: LinkedIdentityRow; readonly ended: readonly EndedAtApp[] } | undefined> {
  if (!isUuid(own.id)) return undefined;
  await database
    .updateTable('linked_identity')
    .set({ unlinked_at: now })
    .where('id', '=', own.id)
    .where(columnOf[own.person.kind], '=', own.person.accountId)
    .where('unlinked_at', 'is', null)
    .execute();
  const identity = await findOwn(database, own);
  if (identity === undefined) return undefined;
  // Also for one that was unlinked before: a retry finishes what a failure left.
  const signIns = await database
    .selectFrom('upstream_sign_in')
    .select('id')
    .where('linked_identity', '=', own.id)
    .execute();
  const ended = await endSignIns(
    database,
    signIns.map(({ id }) => id),
    { offline: true, now },
  );
  return { identity, ended };
}

/** Lets an unlinked identity of the person sign in again. Ended sessions stay ended. */
export async function relinkIdentity(
  database: IdentityDatabase,
  own: OwnIdentity,
  now: Date,
): Promise<LinkedIdentityRow | undefined> {
  if (!isUuid(own.id)) return undefined;
  await database
    .updateTable('linked_identity')
    .set({ unlinked_at: null, linked_at: now })
    .where('id', '=', own.id)
    .where(columnOf[own.person.kind], '=', own.person.accountId)
    .where('unlinked_at', 'is not', null)
    .execute();
  return findOwn(database, own);
}

async function findOwn(
  database: IdentityDatabase,
  { person: { kind, accountId }, id }: OwnIdentity,
): Promise<LinkedIdentityRow | undefined> {
  return database
    .selectFrom('linked_identity')
    .selectAll()
    .where('id', '=', id)
    .where(columnOf[kind], '=', accountId)
    .executeTakeFirst();
}
