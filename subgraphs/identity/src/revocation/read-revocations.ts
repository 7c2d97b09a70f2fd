import { type SafelistNews, safelistNews } from '../partners/safelist-news.ts';
import type { IdentityDatabase, RevocationRow, SwitchRow } from '../store/database.ts';
import { switchesInForce } from '../switches/switches.ts';

export interface RevocationPage {
  /** Ask again after this number. */
  readonly last: number;
  /** Whether that is all there is. */
  readonly complete: boolean;
  readonly revocations: readonly RevocationRow[];
  /** All that is switched off, not before `last`. */
  readonly switches: readonly SwitchRow[];
  readonly safelists: SafelistNews;
}

const pageLength = 1_000;

/** Number of the last one that was told, of whatever kind; 0 where none was. */
export async function lastRevocation(database: IdentityDatabase): Promise<number> {
  const { end } = await database
    .selectFrom('revocation')
    .select((select) => select.fn.max('number').as('end'))
    .executeTakeFirstOrThrow();
  return end ?? 0;
}

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
  const last = await lastRevocation(database);
  // After the end was looked up: whatever is told by then is in it.
  const switches = await switchesInForce(database);
  const safelists = await safelistNews(database);
  if (last === after) return { last, complete: true, revocations: [], switches, safelists };
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
  return { last: final?.number ?? last, complete: final === undefined, revocations, switches, safelists };
}
