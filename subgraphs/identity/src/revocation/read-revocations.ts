import { type SafelistNews, safelistNews } from '../partners/safelist-news.ts';
import type { IdentityDatabase, RevocationRow, SwitchRow } from '../store/database.ts';
import { switchesInForce } from '../switches/switches.ts';
import { positionOf, rowAt, start } from './position.ts';

export interface RevocationPage {
  /** Ask again after this position. */
  readonly last: number;
  /** Whether that is all there is. */
  readonly complete: boolean;
  readonly revocations: readonly RevocationRow[];
  /** All that is switched off, not before `last`. */
  readonly switches: readonly SwitchRow[];
  readonly safelists: SafelistNews;
}

const pageLength = 1_000;

/** Position of the last one that was told, of whatever kind. */
export async function lastRevocation(database: IdentityDatabase): Promise<number> {
  const end = await database
    .selectFrom('revocation')
    .select(['number', 'mark'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return end === undefined ? start : positionOf(end);
}

/**
 * What was revoked after a position and still matters.
 *
 * A position that fits no row is of another database, of this one before an older backup was restored, or of
 * a row that has expired: who asks with it begins anew.
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
    .where('number', '>', await numberSeen(database, after))
    .where('number', '<=', rowAt(last).number)
    .where('expires_at', '>', now)
    .orderBy('number')
    .limit(pageLength)
    .execute();
  const final = revocations.length < pageLength ? undefined : revocations.at(-1);
  return {
    last: final === undefined ? last : positionOf(final),
    complete: final === undefined,
    revocations,
    switches,
    safelists,
  };
}

async function numberSeen(database: IdentityDatabase, after: number): Promise<number> {
  const { number, mark } = rowAt(after);
  const seen = await database
    .selectFrom('revocation')
    .select('number')
    .where('number', '=', number)
    .where('mark', '=', mark)
    .executeTakeFirst();
  return seen?.number ?? 0;
}
