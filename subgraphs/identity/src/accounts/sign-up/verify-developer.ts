import type { IdentityDatabase } from '../../store/database.ts';
import { recordEvent } from '../account-events.ts';
import type { Decider } from '../invitations/decider.ts';

/**
 * Records that an admin has verified a developer's organisation.
 *
 * @returns false unless a developer with this account awaits verification
 */
export async function verifyDeveloper(
  database: IdentityDatabase,
  { account, by }: { readonly account: string; readonly by: Decider },
  now: Date,
): Promise<boolean> {
  if (account.includes('\0')) return false;
  return database.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('developer')
      .set({ verified_at: now, verified_by: by.subject })
      .where('id', '=', account)
      .where('self_signed_up', 'is', true)
      .where('verified_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return false;
    const person = { kind: 'developer', accountId: account } as const;
    await recordEvent(transaction, person, { kind: 'organisation-verified', by: by.subject }, now);
    return true;
  });
}

/** Whether a developer was invited, or signed up and was verified. */
export async function isVerifiedDeveloper(
  database: Pick<IdentityDatabase, 'selectFrom'>,
  id: string,
): Promise<boolean> {
  const row = await database
    .selectFrom('developer')
    .select(['self_signed_up', 'verified_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined && isVerified(row);
}

export function isVerified(row: {
  readonly self_signed_up: boolean;
  readonly verified_at: Date | null;
}): boolean {
  return !row.self_signed_up || row.verified_at !== null;
}
