import { endSignIns } from '../../linked-identities/end-sign-ins.ts';
import type { IdentityDigests } from '../../linked-identities/identity-digest.ts';
import type { IdentityDatabase } from '../../store/database.ts';
import { type LogoutToken, logoutTokenSeconds } from './logout-token.ts';

interface LogoutDependencies {
  readonly database: IdentityDatabase;
  readonly digests: IdentityDigests;
  readonly now: Date;
}

/** Keeps a used token until it is refused for its age on every clock. */
const rememberedMs = 2 * logoutTokenSeconds * 1000;

/** Claims a logout token, also against simultaneous requests. @returns false if it was used before */
export async function claimLogoutToken(
  { database, digests, now }: LogoutDependencies,
  provider: string,
  { jti }: LogoutToken,
): Promise<boolean> {
  const row = {
    provider,
    jti_digest: digests.logoutToken(provider, jti),
    expires_at: new Date(now.getTime() + rememberedMs),
  };
  const claimed = await database
    .insertInto('upstream_logout')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('provider')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Forgets a token whose sessions could not be ended. */
export async function releaseLogoutToken(
  { database, digests }: LogoutDependencies,
  provider: string,
  { jti }: LogoutToken,
): Promise<void> {
  await database
    .deleteFrom('upstream_logout')
    .where('provider', '=', provider)
    .where('jti_digest', '=', digests.logoutToken(provider, jti))
    .execute();
}

/** Ends the sessions of a logout token. @returns the apps to notify */
export async function endSessionsOf(
  { database, digests, now }: LogoutDependencies,
  provider: string,
  { sub, sid }: LogoutToken,
) {
  const signIns = await database
    .selectFrom('upstream_sign_in')
    .innerJoin('linked_identity', 'linked_identity.id', 'upstream_sign_in.linked_identity')
    .select('upstream_sign_in.id')
    .where('linked_identity.provider', '=', provider)
    .where('upstream_sign_in.expires_at', '>', now)
    .$if(sub !== undefined, (query) =>
      query.where('linked_identity.subject_digest', '=', digests.subject(provider, sub ?? '')),
    )
    .$if(sid !== undefined, (query) =>
      query.where('upstream_sign_in.session_digest', '=', digests.session(provider, sid ?? '')),
    )
    .execute();
  return endSignIns(
    database,
    signIns.map(({ id }) => id),
    { offline: false, now },
  );
}
