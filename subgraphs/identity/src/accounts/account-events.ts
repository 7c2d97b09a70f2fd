import type { Kysely } from 'kysely';
import { columnOf, type Person } from '../linked-identities/person.ts';
import type { IdentityTables } from '../store/database.ts';
import type { AccountEventKind, AccountEventRow, EventDetails } from './tables.ts';

/** Time after which sign-ins are forgotten (in seconds): half a year. */
const signInSeconds = 180 * 24 * 60 * 60;

export interface AccountEvent {
  readonly kind: AccountEventKind;
  readonly details?: EventDetails;
  /** Somebody else who did it; null for the person. */
  readonly by?: string | null;
}

/** Adds an event to what the person sees about the sign-in. */
export async function recordEvent(
  database: Kysely<IdentityTables>,
  { kind: person, accountId }: Person,
  { kind, details = {}, by = null }: AccountEvent,
  now: Date,
): Promise<void> {
  await database
    .insertInto('account_event')
    .values({
      ...{ citizen_key: null, official: null, developer: null, [columnOf[person]]: accountId },
      kind,
      happened_at: now,
      done_by: by,
      details: JSON.stringify(details),
      expires_at: kind === 'signed-in' ? new Date(now.getTime() + signInSeconds * 1000) : null,
    })
    .execute();
}

const listed = 50;

/** Newest first. */
export async function eventsOf(
  database: Kysely<IdentityTables>,
  { kind, accountId }: Person,
): Promise<AccountEventRow[]> {
  return database
    .selectFrom('account_event')
    .selectAll()
    .where(columnOf[kind], '=', accountId)
    .orderBy('number', 'desc')
    .limit(listed)
    .execute();
}

/** Sign-ins since the person last confirmed that all were their own, without the current one. */
export function unreviewed(
  events: readonly AccountEventRow[],
  currentSignIn: string | null,
): AccountEventRow[] {
  const reviewed = events.findIndex(({ kind }) => kind === 'sign-ins-reviewed');
  return events
    .slice(0, reviewed === -1 ? undefined : reviewed)
    .filter(({ kind, details }) => kind === 'signed-in' && (details.signIn ?? null) !== currentSignIn);
}
