import type { Kysely } from 'kysely';
import type { IdentityTables } from '../../store/database.ts';
import { isUuid } from '../../store/uuid.ts';
import { selfRequested } from '../sign-up/sign-up-developer.ts';
import type { InvitationRow } from '../tables.ts';
import { type Decider, decidesOn } from './decider.ts';
import { tokenDigest } from './link-token.ts';

const listed = 100;

/**
 * Invitations on which somebody may decide, newest first, with those that have ended. A sign-up has no
 * decision, and many would push the others off the list.
 */
export async function invitationsFor(
  database: Kysely<IdentityTables>,
  { official }: Decider,
): Promise<InvitationRow[]> {
  return database
    .selectFrom('account_invitation')
    .selectAll()
    .where('requested_by', '<>', selfRequested)
    .$if(official.kind !== 'admin', (query) => query.where('agency', '=', official.agency))
    .orderBy('requested_at', 'desc')
    .orderBy('id')
    .limit(listed)
    .execute();
}

/** An invitation that has not ended, on which somebody may decide. */
export async function openInvitation(
  database: Kysely<IdentityTables>,
  id: string,
  decider: Decider,
  now: Date,
): Promise<InvitationRow | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await database
    .selectFrom('account_invitation')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row !== undefined && decidesOn(decider, row.agency) ? row : undefined;
}

/** The invitation of a link that works now. */
export async function invitationOfToken(
  database: Kysely<IdentityTables>,
  token: string,
  now: Date,
): Promise<InvitationRow | undefined> {
  return database
    .selectFrom('account_invitation')
    .selectAll()
    .where('token_digest', '=', tokenDigest(token))
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}
