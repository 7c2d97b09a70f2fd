import type { IdentityDatabase } from '../store/database.ts';
import { isUuid } from '../store/uuid.ts';
import { type EndedAtApp, endSignIns } from './end-sign-ins.ts';
import type { LinkedIdentityRow } from './tables.ts';

/** Links that a list contains at most; nobody has nearly as many. */
const listLength = 100;

/** The citizen's upstream identities, oldest first, also those that were unlinked. */
export async function identitiesOfCitizen(
  database: IdentityDatabase,
  citizenKey: string,
): Promise<LinkedIdentityRow[]> {
  return database
    .selectFrom('linked_identity')
    .selectAll()
    .where('citizen_key', '=', citizenKey)
    .orderBy('linked_at')
    .orderBy('id')
    .limit(listLength)
    .execute();
}

interface OwnIdentity {
  readonly citizenKey: string;
  readonly id: string;
}

/**
 * Unlinks an identity of the citizen: it cannot sign in any more, and every session and token that came from
 * it ends.
 *
 * @returns the identity, and the apps to notify; undefined if the citizen has none with this id
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
    .where('citizen_key', '=', own.citizenKey)
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

/** Lets an unlinked identity of the citizen sign in again. Ended sessions stay ended. */
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
    .where('citizen_key', '=', own.citizenKey)
    .where('unlinked_at', 'is not', null)
    .execute();
  return findOwn(database, own);
}

async function findOwn(
  database: IdentityDatabase,
  { citizenKey, id }: OwnIdentity,
): Promise<LinkedIdentityRow | undefined> {
  return database
    .selectFrom('linked_identity')
    .selectAll()
    .where('id', '=', id)
    .where('citizen_key', '=', citizenKey)
    .executeTakeFirst();
}
