import { type SafelistState, safelistState } from '../partners/safelist-state.ts';
import type { IdentityDatabase, RevocationRow, SwitchRow } from '../store/database.ts';
import { switchesInForce } from '../switches/switches.ts';
import { credentialsReplacedLately, type ReplacedCredentials } from './credentials-replaced-lately.ts';
import { positionOf, rowAt, start } from './position.ts';

export interface RevocationPage {
  /** Position for the next request. */
  readonly last: number;
  /** Whether the page is the last one. */
  readonly complete: boolean;
  readonly revocations: readonly RevocationRow[];
  /** All of the last minutes, whatever the position. */
  readonly replacedCredentials: readonly ReplacedCredentials[];
  /** All switched-off fields, at least as new as `last`. */
  readonly switches: readonly SwitchRow[];
  readonly safelists: SafelistState;
}

const pageLength = 1_000;

/** Position of the last event of any kind. */
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
 * Returns revocations after a position that still matter.
 *
 * A position that matches no row belongs to another or restored database or an expired row; the feed then
 * restarts.
 */
export async function revocationsAfter(
  database: IdentityDatabase,
  after: number,
  now: Date,
): Promise<RevocationPage> {
  // Reads the end first: rows added meanwhile belong to the next page.
  const last = await lastRevocation(database);
  // Read after the end, so it includes everything published by then.
  const switches = await switchesInForce(database);
  const safelists = await safelistState(database);
  const replacedCredentials = await credentialsReplacedLately(database, now);
  const others = { replacedCredentials, switches, safelists };
  if (last === after) return { last, complete: true, revocations: [], ...others };
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
    ...others,
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
