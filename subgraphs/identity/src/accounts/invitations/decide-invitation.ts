import type { Kysely } from 'kysely';
import type { IdentityTables } from '../../store/database.ts';
import { findAccountHolder } from '../find-account-holder.ts';
import type { InvitationRow } from '../tables.ts';
import { type Decider, mayRecover } from './decider.ts';
import { openInvitation } from './find-invitations.ts';
import { createLinkToken, invitationSeconds } from './link-token.ts';

export type ApprovalOutcome =
  | { readonly kind: 'approved'; readonly invitation: InvitationRow; readonly token: string }
  | { readonly kind: 'not-found' | 'own-request' | 'own-account' | 'more-rights' }
  | { readonly kind: 'approved-before' | 'account-exists' };

interface Decision {
  readonly id: string;
  readonly by: Decider;
}

/** Approves the link that somebody else has requested. Adds a new person to the directory. */
export async function approveInvitation(
  database: Kysely<IdentityTables>,
  { id, by }: Decision,
  now: Date,
): Promise<ApprovalOutcome> {
  const open = await openInvitation(database, id, by, now);
  if (open === undefined) return { kind: 'not-found' };
  if (open.approved_at !== null) return { kind: 'approved-before' };
  if (open.requested_by === by.subject) return { kind: 'own-request' };
  if (open.kind === 'official' && open.account === by.official.id) return { kind: 'own-account' };
  if (open.purpose === 'recovery') {
    const holder = await findAccountHolder(database, open.account);
    if (holder === undefined) return { kind: 'not-found' };
    if (!mayRecover(by, holder)) return { kind: 'more-rights' };
  }
  const { token, digest } = createLinkToken();
  try {
    const invitation = await database
      .updateTable('account_invitation')
      .set({
        approved_at: now,
        approved_by: by.subject,
        token_digest: digest,
        expires_at: new Date(now.getTime() + invitationSeconds * 1000),
      })
      .where('id', '=', id)
      .where('approved_at', 'is', null)
      .where('ended_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    return invitation === undefined ? { kind: 'approved-before' } : { kind: 'approved', invitation, token };
  } catch (error) {
    // Somebody has added a person of this id since it was requested.
    if (error instanceof Error && 'code' in error && error.code === uniqueViolation)
      return { kind: 'account-exists' };
    throw error;
  }
}

/** SQLSTATE. */
const uniqueViolation = '23505';

/** Withdraws an invitation: neither an approval nor its link works any more. */
export async function withdrawInvitation(
  database: Kysely<IdentityTables>,
  { id, by }: Decision,
  now: Date,
): Promise<InvitationRow | undefined> {
  const open = await openInvitation(database, id, by, now);
  if (open === undefined) return undefined;
  return database
    .updateTable('account_invitation')
    .set({ ended_at: now, ended_as: 'withdrawn' })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}
