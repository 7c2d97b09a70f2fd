import { randomBytes, randomUUID } from 'node:crypto';
import { emailProblem } from '../../partners/app-description.ts';
import { nameProblem } from '../../shown-text/shown-text.ts';
import type { IdentityDatabase } from '../../store/database.ts';
import { lockName } from '../../store/lock-name.ts';
import { createLinkToken } from '../invitations/link-token.ts';

/** What a developer says about the organisation; nobody has checked it. */
export interface Organisation {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly contact: string;
}

export type SignUpOutcome =
  | { readonly kind: 'signed-up'; readonly token: string }
  | { readonly kind: 'invalid'; readonly field: keyof Organisation; readonly message: string }
  /** Too many sign-ups on the whole platform, or too many organisations that nobody has verified. */
  | { readonly kind: 'busy' };

/** Requester of the invitation that a developer issues by signing up. */
export const selfRequested = 'self';

const mostPerHour = 20;
const mostUnverified = 200;
/** Time to register the passkey (in seconds). */
const linkSeconds = 60 * 60;

/**
 * Adds a developer whose organisation is not verified, with a link for the first passkey. Account ids are
 * random, so that nobody occupies a name.
 */
export async function signUpDeveloper(
  database: IdentityDatabase,
  { nameZh, nameEn, contact }: Organisation,
  now: Date,
): Promise<SignUpOutcome> {
  for (const [field, name] of [
    ['nameZh', nameZh],
    ['nameEn', nameEn],
  ] as const) {
    const problem = nameProblem(name, 60);
    if (problem !== null) return { kind: 'invalid', field, message: problem };
  }
  const problem = emailProblem(contact);
  if (problem !== null) return { kind: 'invalid', field: 'contact', message: problem };
  const link = createLinkToken();
  return database.transaction().execute(async (transaction): Promise<SignUpOutcome> => {
    // One at a time, so that the limits hold.
    await lockName(transaction, 'developer sign-up', '');
    const recent = await transaction
      .selectFrom('account_invitation')
      .select((select) => select.fn.countAll<string>().as('count'))
      .where('requested_by', '=', selfRequested)
      .where('requested_at', '>', new Date(now.getTime() - 60 * 60 * 1000))
      .executeTakeFirstOrThrow();
    const unverified = await transaction
      .selectFrom('developer')
      .select((select) => select.fn.countAll<string>().as('count'))
      .where('self_signed_up', 'is', true)
      .where('verified_at', 'is', null)
      .where('locked_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (Number(recent.count) >= mostPerHour || Number(unverified.count) >= mostUnverified)
      return { kind: 'busy' };
    const person = { name_zh: nameZh, name_en: nameEn, contact, roles: [], scopes: [] };
    await transaction
      .insertInto('account_invitation')
      .values({
        id: randomUUID(),
        kind: 'developer',
        account: `dev-${randomBytes(5).toString('hex')}`,
        purpose: 'first',
        person: JSON.stringify(person),
        agency: null,
        requested_at: now,
        requested_by: selfRequested,
        code_digest: null,
        approved_at: now,
        approved_by: selfRequested,
        token_digest: link.digest,
        expires_at: new Date(now.getTime() + linkSeconds * 1000),
        ended_at: null,
        ended_as: null,
      })
      .execute();
    return { kind: 'signed-up', token: link.token };
  });
}
