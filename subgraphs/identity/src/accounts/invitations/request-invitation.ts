import { randomUUID } from 'node:crypto';
import type { AgencyDirectory } from '@civic-graph/agencies';
import type { Kysely } from 'kysely';
import type { IdentityTables } from '../../store/database.ts';
import { recordEvent } from '../account-events.ts';
import { findAccountHolder } from '../find-account-holder.ts';
import type { InvitationRow, InvitedPerson } from '../tables.ts';
import { type Decider, decidesOn, mayRecover } from './decider.ts';
import { codeDigest, createCode, createLinkToken, invitationSeconds } from './link-token.ts';
import { newPersonProblem } from './new-person-problem.ts';

/** What invitations need. */
export interface InvitationDesk {
  readonly database: Kysely<IdentityTables>;
  readonly directory: AgencyDirectory;
  readonly pairwiseSalt: Uint8Array;
}

/** A person who has no account yet. */
export interface NewPerson extends InvitedPerson {
  readonly kind: 'operator' | 'admin' | 'developer';
  readonly id: string;
  readonly agency: string | null;
}

export type InvitationOutcome =
  | {
      readonly kind: 'requested';
      readonly invitation: InvitationRow;
      /** The person needs it with the link. Null for a developer, who gets the link at once. */
      readonly code: string | null;
      readonly token: string | null;
    }
  | { readonly kind: 'refused'; readonly field: string; readonly message: string };

/** Requests a link for a new person. Another official or admin has to approve it, except for a developer. */
export async function inviteNewPerson(
  desk: InvitationDesk,
  person: NewPerson,
  by: Decider,
  now: Date,
): Promise<InvitationOutcome> {
  const problem = newPersonProblem(person, by, desk.directory);
  if (problem !== null) return { kind: 'refused', ...problem };
  if ((await findAccountHolder(desk.database, person.id)) !== undefined) {
    return refused('id', 'is an account already; choose another id, or use recoverAccount');
  }
  const { id, agency, kind, name_zh, name_en, roles, scopes } = person;
  return request(
    desk,
    {
      kind: kind === 'developer' ? 'developer' : 'official',
      account: id,
      purpose: 'first',
      person: { name_zh, name_en, roles: kind === 'admin' ? ['platform-admin'] : roles, scopes },
      agency,
    },
    by,
    now,
  );
}

/** Requests a link for somebody who has no passkey yet, or has lost all of them. Not for oneself. */
export async function requestRecovery(
  desk: InvitationDesk,
  account: string,
  by: Decider,
  now: Date,
): Promise<InvitationOutcome> {
  const holder = await findAccountHolder(desk.database, account);
  if (holder === undefined || !decidesOn(by, holder.agency)) {
    return refused('account', 'is no account on which you decide; platformAccounts lists them');
  }
  if (holder.kind === 'official' && holder.id === by.official.id) {
    return refused('account', 'is your own; ask another official or admin');
  }
  if (!mayRecover(by, holder)) {
    return refused('account', 'has rights that you do not have yourself; ask an admin');
  }
  const { kind, agency } = holder;
  return request(desk, { kind, account, purpose: 'recovery', person: null, agency }, by, now);
}

async function request(
  { database, pairwiseSalt }: InvitationDesk,
  about: Pick<InvitationRow, 'kind' | 'account' | 'purpose' | 'person' | 'agency'>,
  by: Decider,
  now: Date,
): Promise<InvitationOutcome> {
  const id = randomUUID();
  // A developer decides on nothing here, so one admin suffices.
  const isAtOnce = about.kind === 'developer' && about.purpose === 'first';
  const code = isAtOnce ? null : createCode();
  const link = isAtOnce ? createLinkToken() : null;
  await endExpired(database, about, now);
  const invitation = await database
    .insertInto('account_invitation')
    .values({
      id,
      ...about,
      person: about.person && JSON.stringify(about.person),
      requested_at: now,
      requested_by: by.subject,
      code_digest: code === null ? null : codeDigest(code, id, pairwiseSalt),
      approved_at: link && now,
      approved_by: link && by.subject,
      token_digest: link?.digest ?? null,
      expires_at: new Date(now.getTime() + invitationSeconds * 1000),
      ended_at: null,
      ended_as: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (invitation === undefined) {
    return refused('account', 'has an open invitation; withdraw it first with withdrawAccountInvitation');
  }
  if (about.person === null) {
    const person = { kind: about.kind, accountId: about.account };
    await recordEvent(database, person, { kind: 'link-issued', by: by.subject }, now);
  }
  return { kind: 'requested', invitation, code, token: link?.token ?? null };
}

async function endExpired(
  database: Kysely<IdentityTables>,
  { account }: Pick<InvitationRow, 'account'>,
  now: Date,
): Promise<void> {
  await database
    .updateTable('account_invitation')
    .set({ ended_at: now, ended_as: 'withdrawn' })
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .where('expires_at', '<=', now)
    .execute();
}

function refused(field: string, message: string): InvitationOutcome {
  return { kind: 'refused', field, message };
}
