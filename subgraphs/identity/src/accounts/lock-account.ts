import type { EndedAtApp } from '../linked-identities/end-sign-ins.ts';
import { publishRevocations } from '../revocation/publish.ts';
import type { IdentityDatabase } from '../store/database.ts';
import { recordEvent } from './account-events.ts';
import { type AccountHolder, findAccountHolder } from './find-account-holder.ts';
import { type Decider, decidesOn, decidingSubjects } from './invitations/decider.ts';
import { signOutEverywhere } from './sessions.ts';

interface Lock {
  readonly account: string;
  readonly reason: string;
  readonly by: Decider;
  readonly pairwiseSalt: Uint8Array;
}

export type LockOutcome =
  | { readonly kind: 'locked'; readonly holder: AccountHolder; readonly ended: readonly EndedAtApp[] }
  | { readonly kind: 'refused'; readonly field: 'account' | 'reason'; readonly message: string };

/**
 * Locks an account: it cannot sign in, and its sessions, tokens and open links end, also those of its
 * programs. One official suffices, because locking gives nobody rights; only a recovery, by two, opens the
 * account again.
 */
export async function lockAccount(
  database: IdentityDatabase,
  { account, reason, by, pairwiseSalt }: Lock,
  now: Date,
): Promise<LockOutcome> {
  const text = reason.trim();
  if (!/^[^\p{C}]{1,200}$/u.test(text)) {
    return refused('reason', 'must be one line of 1 to 200 characters; say why');
  }
  const holder = await findAccountHolder(database, account);
  if (holder === undefined || !decidesOn(by, holder.agency)) {
    return refused('account', 'is no account on which you decide; platformAccounts lists them');
  }
  if (holder.kind === 'official' && holder.id === by.official.id) {
    return refused('account', 'is your own; sign out everywhere instead');
  }
  const subjects =
    holder.kind === 'official' ? await decidingSubjects(database, holder.id, pairwiseSalt) : [];
  await database.transaction().execute(async (transaction) => {
    // Before the account, in the order of useInvitation, so that the two cannot block each other.
    await transaction
      .updateTable('account_invitation')
      .set({ ended_at: now, ended_as: 'withdrawn' })
      .where('ended_at', 'is', null)
      .where((where) =>
        where.or([
          where('account', '=', holder.id),
          ...(subjects.length === 0
            ? []
            : [where('requested_by', 'in', subjects), where('approved_by', 'in', subjects)]),
        ]),
      )
      .execute();
    await transaction.updateTable(holder.kind).set({ locked_at: now }).where('id', '=', holder.id).execute();
    const programs = await transaction
      .selectFrom('machine_client')
      .select('client_id')
      .where('registered_by', '=', holder.id)
      .where('removed_at', 'is', null)
      .execute();
    await publishRevocations(
      transaction,
      programs.map(({ client_id: id }) => ({ kind: 'client', id })),
      now,
    );
  });
  const person = { kind: holder.kind, accountId: holder.id };
  const details = { reason: text };
  await recordEvent(database, person, { kind: 'account-locked', details, by: by.subject }, now);
  const ended = await signOutEverywhere(database, person, now);
  return { kind: 'locked', holder, ended };
}

function refused(field: 'account' | 'reason', message: string): LockOutcome {
  return { kind: 'refused', field, message };
}
