import type { AgencySource } from '@civic-graph/agencies';
import type { AssuranceLevel } from '@civic-graph/policy';
import type Provider from 'oidc-provider';
import { findActiveConsent } from '../consent/find-consents.ts';
import type { AppRow, ConsentRow, IdentityDatabase } from '../store/database.ts';
import { type Account, attainableScopes } from './account.ts';
import { type ResourceUrls, resourceUrls } from './resource-server.ts';

/** A sign-in at an app for a purpose. Officials need no purpose. */
export interface SignIn {
  readonly account: Account;
  readonly app: AppRow;
  readonly purpose: string | null;
  readonly assurance: AssuranceLevel;
  /** Browser session of the sign-in; absent for the demo's tokens. */
  readonly session?: string | undefined;
  /** Sign-in by an upstream provider or a passkey behind the session; null for the test login. */
  readonly upstreamSignIn?: string | null;
  /** `amr` of the sign-in (RFC 8176); null if it is not known. */
  readonly methods?: readonly string[] | null;
  /**
   * Scopes granted without consent: to the sandbox for a synthetic citizen, or to the citizen's own pages by
   * the right of access; null for sign-ins at apps.
   */
  readonly scopesWithoutConsent: readonly string[] | null;
}

/** Lifetime of a refresh token. */
export const grantSeconds = 14 * 24 * 60 * 60;

/** Data that decides about the scopes of a token. */
export interface Rights {
  readonly database: IdentityDatabase;
  readonly agencies: AgencySource;
}

/** Consent of a sign-in; officials have none. */
export async function consentBehind(
  rights: Rights,
  { account, app, purpose }: Pick<SignIn, 'account' | 'app' | 'purpose'>,
  now: Date,
): Promise<ConsentRow | undefined> {
  if (account.kind !== 'citizen' || purpose === null) return undefined;
  const subject = { citizenKey: account.id, clientId: app.client_id, purpose };
  return findActiveConsent(rights, subject, now);
}

/** Scopes of a token: approved and, for citizens, consented to. */
export async function permittedScopes(
  rights: Rights,
  signIn: Pick<SignIn, 'account' | 'app' | 'purpose'>,
  now: Date,
): Promise<readonly string[]> {
  const { current } = rights.agencies;
  const attainable = attainableScopes(current, signIn);
  if (signIn.account.kind !== 'citizen') return attainable;
  const consent = await consentBehind(rights, signIn, now);
  return current.intersectScopes(attainable, consent?.scopes ?? []);
}

export interface GrantScopes {
  /** OpenID scopes, such as `openid` and `offline_access`. */
  readonly openid: readonly string[];
  readonly granted: readonly string[];
  /** Declined scopes, stored so that the provider does not ask again immediately. */
  readonly declined: readonly string[];
}

/** Creates a provider grant with the circumstances for its tokens, one per authorization. */
export async function openGrant(
  { database, clock, ...urls }: ResourceUrls & { database: IdentityDatabase; clock: () => Date },
  provider: Provider,
  signIn: SignIn,
  scopes: GrantScopes,
): Promise<string> {
  const grant = new provider.Grant({ accountId: signIn.account.id, clientId: signIn.app.client_id });
  if (scopes.openid.length > 0) grant.addOIDCScope([...scopes.openid]);
  // The decision is about an app's scopes, whichever of the gateway's resources they are used at.
  const resources = resourceUrls(urls);
  for (const resource of resources)
    if (scopes.granted.length > 0) grant.addResourceScope(resource, [...scopes.granted]);
  if (scopes.declined.includes('offline_access')) grant.rejectOIDCScope('offline_access');
  const declined = scopes.declined.filter((scope) => scope !== 'offline_access');
  for (const resource of resources) if (declined.length > 0) grant.rejectResourceScope(resource, declined);
  const grantId = await grant.save();
  await database
    .insertInto('grant_circumstance')
    .values({
      grant_id: grantId,
      purpose: signIn.purpose,
      assurance: signIn.assurance,
      ends_with_session: scopes.openid.includes('offline_access') ? null : (signIn.session ?? null),
      sandbox_scopes: signIn.scopesWithoutConsent && [...signIn.scopesWithoutConsent],
      upstream_sign_in: signIn.upstreamSignIn ?? null,
      expires_at: new Date(clock().getTime() + grantSeconds * 1000),
    })
    .execute();
  return grantId;
}
