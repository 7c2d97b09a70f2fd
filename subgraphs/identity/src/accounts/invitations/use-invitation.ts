import { sql } from 'kysely';
import type { EndedAtApp } from '../../linked-identities/end-sign-ins.ts';
import { columnOf } from '../../linked-identities/person.ts';
import { addPasskey } from '../../passkeys/add-passkey.ts';
import type { Passkeys } from '../../passkeys/passkeys.ts';
import { verifyRegistration } from '../../passkeys/verify-registration.ts';
import { recordEvent } from '../account-events.ts';
import { signOutEverywhere } from '../sessions.ts';
import type { InvitationRow } from '../tables.ts';
import { codeDigest, isSameDigest } from './link-token.ts';

/** Wrong codes after which a link is void. */
const mostWrongCodes = 5;

/** What a challenge for an invitation is bound to. */
export function boundToInvitation({ id }: Pick<InvitationRow, 'id'>): string {
  return `invitation ${id}`;
}

/** Whether the code belongs to the link. Each wrong one counts, and too many end the invitation. */
export async function isRightCode(
  { database, clock }: Pick<Passkeys, 'database' | 'clock'>,
  { id, code_digest }: InvitationRow,
  code: string,
  salt: Uint8Array,
): Promise<boolean> {
  if (code_digest === null || isSameDigest(codeDigest(code, id, salt), code_digest)) return true;
  const ends = sql<boolean>`wrong_codes + 1 >= ${mostWrongCodes}`;
  await database
    .updateTable('account_invitation')
    .set({
      wrong_codes: sql`wrong_codes + 1`,
      ended_at: sql`case when ${ends} then ${clock()}::timestamptz end`,
      ended_as: sql`case when ${ends} then 'wrong-codes' end`,
    })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
  return false;
}

/**
 * Registers the passkey of an invited person, once. After a recovery no earlier key, linked
 * identity, session or token works.
 *
 * @returns the apps to notify; undefined if the invitation was used meanwhile
 * @throws PasskeyRefusal
 */
export async function useInvitation(
  passkeys: Passkeys,
  invitation: InvitationRow,
  { response, name }: { readonly response: string; readonly name: string },
): Promise<EndedAtApp[] | undefined> {
  const { database, clock } = passkeys;
  const now = clock();
  const { kind, account: accountId } = invitation;
  const person = { kind, accountId };
  const boundTo = boundToInvitation(invitation);
  const passkey = await verifyRegistration(passkeys, { person, response, boundTo, name, level: 'high' });
  const isUsed = await database.transaction().execute(async (transaction) => {
    const used = await transaction
      .updateTable('account_invitation')
      .set({ ended_at: now, ended_as: 'used' })
      .where('id', '=', invitation.id)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('id')
      .executeTakeFirst();
    if (used === undefined) return false;
    if (invitation.purpose === 'recovery') {
      await transaction.updateTable(kind).set({ locked_at: null }).where('id', '=', accountId).execute();
      await transaction
        .updateTable('passkey')
        .set({ removed_at: now })
        .where(columnOf[kind], '=', accountId)
        .where('removed_at', 'is', null)
        .execute();
      await transaction
        .updateTable('linked_identity')
        .set({ unlinked_at: now })
        .where(columnOf[kind], '=', accountId)
        .where('unlinked_at', 'is', null)
        .execute();
    }
    await addPasskey(transaction, person, passkey);
    await recordEvent(transaction, person, { kind: 'link-used', details: { name } }, now);
    return true;
  });
  if (!isUsed) return undefined;
  return invitation.purpose === 'recovery' ? signOutEverywhere(database, person, now) : [];
}
