import type { IdentityDatabase, RevocationRow } from '../store/database.ts';

export interface RevocationPage {
  /** Ask again after this number. */
  readonly last: number;
  /** Whether that is all there is. */
  readonly complete: boolean;
  readonly revocations: readonly RevocationRow[];
}

const pageLength = 1_000;

/**
 * What was revoked after a number and still matters.
 *
 * A number beyond the last one is of another database, or of this one before it was restored: whoever asks with it
 * begins anew.
 */
export async function revocationsAfter(
  database: IdentityDatabase,
  after: number,
  now: Date,
): Promise<RevocationPage> {
  // The end first: what is added while the page is read belongs to the next one.
  const { end } = await database
    .selectFrom('revocation')
    .select((select) => select.fn.max('number').as('end'))
    .executeTakeFirstOrThrow();
  const last = end ?? 0;
  if (last === after) return { last, complete: true, revocations: [] };
  const revocations = await database
    .selectFrom('revocation')
    .selectAll()
    .where('number', '>', after > last ? 0 : after)
    .where('number', '<=', last)
    .where('expires_at', '>', now)
    .orderBy('number')
    .limit(pageLength)
    .execute();
  const final = revocations.length < pageLength ? undefined : revocations.at(-1);
  return { last: final?.number ?? last, complete: final === undefined, revocations };
}
