import type { AssuranceLevel } from '@civic-graph/policy';
import type Provider from 'oidc-provider';
import { findActiveConsent } from '../consent/find-consents.ts';
import { intersectScopes } from '../scopes/catalogue.ts';
import type { AppRow, ConsentRow, IdentityDatabase } from '../store/database.ts';
import { type Account, attainableScopes } from './account.ts';

/** Somebody signs in at an app for a purpose. Officials act in their office, which needs no purpose. */
export interface SignIn {
  readonly account: Account;
  readonly app: AppRow;
  readonly purpose: string | null;
  readonly assurance: AssuranceLevel;
  /**
   * The session of the browser in which that happens; none in the demo's tokens, which no browser asks for.
   */
  readonly session?: string | undefined;
  /** What the sandbox opens of an invented citizen without asking him; null for every sign-in of a person. */
  readonly sandboxScopes: readonly string[] | null;
}

/** Lives as long as a refresh token can. */
export const grantSeconds = 14 * 24 * 60 * 60;

/** The consent that a sign-in rests on; officials have none. */
export async function consentBehind(
  database: IdentityDatabase,
  { account, app, purpose }: Pick<SignIn, 'account' | 'app' | 'purpose'>,
  now: Date,
): Promise<ConsentRow | undefined> {
  if (account.kind !== 'citizen' || purpose === null) return undefined;
  const subject = { citizenKey: account.id, clientId: app.client_id, purpose };
  return findActiveConsent(database, subject, now);
}

/** What a token may carry now: approved, and for citizens consented to. */
export async function permittedScopes(
  database: IdentityDatabase,
  signIn: Pick<SignIn, 'account' | 'app' | 'purpose'>,
  now: Date,
): Promise<readonly string[]> {
  const attainable = attainableScopes(signIn.account, signIn.app);
  if (signIn.account.kind !== 'citizen') return attainable;
  const consent = await consentBehind(database, signIn, now);
  return intersectScopes(attainable, consent?.scopes ?? []);
}

export interface GrantScopes {
  /** OpenID scopes, such as `openid` and `offline_access`. */
  readonly openid: readonly string[];
  readonly granted: readonly string[];
  /** Asked for and declined: remembered in the grant, so that the provider does not ask again at once. */
  readonly declined: readonly string[];
}

/** A new grant of the provider, with the circumstances that its tokens repeat. One for each authorization. */
export async function openGrant(
  { database, audience, clock }: { database: IdentityDatabase; audience: string; clock: () => Date },
  provider: Provider,
  signIn: SignIn,
  scopes: GrantScopes,
): Promise<string> {
  const grant = new provider.Grant({ accountId: signIn.account.id, clientId: signIn.app.client_id });
  if (scopes.openid.length > 0) grant.addOIDCScope([...scopes.openid]);
  if (scopes.granted.length > 0) grant.addResourceScope(audience, [...scopes.granted]);
  if (scopes.declined.includes('offline_access')) grant.rejectOIDCScope('offline_access');
  const declined = scopes.declined.filter((scope) => scope !== 'offline_access');
  if (declined.length > 0) grant.rejectResourceScope(audience, declined);
  const grantId = await grant.save();
  await database
    .insertInto('grant_circumstance')
    .values({
      grant_id: grantId,
      purpose: signIn.purpose,
      assurance: signIn.assurance,
      ends_with_session: scopes.openid.includes('offline_access') ? null : (signIn.session ?? null),
      sandbox_scopes: signIn.sandboxScopes && [...signIn.sandboxScopes],
      expires_at: new Date(clock().getTime() + grantSeconds * 1000),
    })
    .execute();
  return grantId;
}
