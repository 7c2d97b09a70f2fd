import { randomUUID } from 'node:crypto';
import type { IdentityDatabase } from '../store/database.ts';
import { columnOf, type Person, type PersonKind, personOf } from './person.ts';
import type { LinkedIdentityRow } from './tables.ts';

/** An upstream identity that asks to sign in. */
export interface PresentedIdentity {
  readonly provider: string;
  readonly subjectDigest: string;
  /** Kinds of people who may sign in here. */
  readonly kinds: readonly PersonKind[];
  /** The persons whom the provider's claims identify; null if it sent no such claim. */
  readonly claimed: readonly Person[] | null;
}

export type LinkOutcome =
  | { readonly kind: 'linked'; readonly identity: string; readonly person: Person; readonly isNew: boolean }
  /** No link, and no claim that identifies exactly one existing person. */
  | { readonly kind: 'unknown-person' }
  /** The identity is linked to another person than the claims now identify. */
  | { readonly kind: 'conflict'; readonly identity: string }
  | { readonly kind: 'unlinked' };

/** Finds the person of an upstream identity, and links it at its first sign-in. Never creates a person. */
export async function linkAccount(
  database: IdentityDatabase,
  presented: PresentedIdentity,
  now: Date,
): Promise<LinkOutcome> {
  const linked = await findLinked(database, presented);
  if (linked !== undefined) return useLink(database, linked, presented, now);
  const [person, another] = presented.claimed ?? [];
  if (person === undefined || another !== undefined) return { kind: 'unknown-person' };
  const inserted = await insertLink(database, person, presented, now);
  if (inserted !== undefined) return { kind: 'linked', identity: inserted, person, isNew: true };
  // Another request has linked it meanwhile.
  const winner = await findLinked(database, presented);
  return winner === undefined ? { kind: 'unknown-person' } : useLink(database, winner, presented, now);
}

async function useLink(
  database: IdentityDatabase,
  linked: LinkedIdentityRow,
  { claimed }: PresentedIdentity,
  now: Date,
): Promise<LinkOutcome> {
  const person = personOf(linked);
  if (linked.unlinked_at !== null) return { kind: 'unlinked' };
  // Providers may assign a subject to somebody else, which their claim would show.
  const isSame = claimed === null || claimed.some(({ accountId }) => accountId === person.accountId);
  if (!isSame) return { kind: 'conflict', identity: linked.id };
  await database
    .updateTable('linked_identity')
    .set({ last_used_at: now })
    .where('id', '=', linked.id)
    .execute();
  return { kind: 'linked', identity: linked.id, person, isNew: false };
}

async function findLinked(
  database: IdentityDatabase,
  { provider, subjectDigest, kinds }: PresentedIdentity,
): Promise<LinkedIdentityRow | undefined> {
  const rows = await database
    .selectFrom('linked_identity')
    .selectAll()
    .where('provider', '=', provider)
    .where('subject_digest', '=', subjectDigest)
    .execute();
  // In the order of `kinds`: a person who is official and developer signs in as the official.
  return kinds.flatMap((kind) => rows.filter((row) => row[columnOf[kind]] !== null))[0];
}

async function insertLink(
  database: IdentityDatabase,
  { kind, accountId }: Person,
  { provider, subjectDigest }: PresentedIdentity,
  now: Date,
): Promise<string | undefined> {
  const inserted = await database
    .insertInto('linked_identity')
    .values({
      id: randomUUID(),
      provider,
      subject_digest: subjectDigest,
      ...{ citizen_key: null, official: null, developer: null, [columnOf[kind]]: accountId },
      linked_at: now,
      last_used_at: now,
      unlinked_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
}
