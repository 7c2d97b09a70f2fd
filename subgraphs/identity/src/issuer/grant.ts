import { errors, type Grant, type KoaContextWithOIDC } from 'oidc-provider';
import { markedSignIn } from '../linked-identities/sign-in-mark.ts';
import { currentGrantSignIn } from '../linked-identities/upstream-sign-ins.ts';
import { findApp } from '../store/directory.ts';
import { attainableScopes, enrolledAssurance, findAccount } from './account.ts';
import { assuranceOf } from './assurance.ts';
import { openGrant, permittedScopes, type SignIn } from './authorize.ts';
import type { IssuerDependencies } from './issuer.ts';

/** The sign-in of a grant; everything but its circumstances is current. */
export async function signInOfGrant(
  { database }: IssuerDependencies,
  grantId: string,
  accountId: string,
  clientId: string | undefined,
): Promise<SignIn> {
  const [account, app, circumstance] = await Promise.all([
    findAccount(database, accountId),
    findApp(database, clientId ?? ''),
    database.selectFrom('grant_circumstance').selectAll().where('grant_id', '=', grantId).executeTakeFirst(),
  ]);
  if (account === undefined || app === undefined || circumstance === undefined) {
    throw new errors.InvalidGrant('the grant is no longer valid');
  }
  const {
    purpose,
    assurance,
    sandbox_scopes: scopesWithoutConsent,
    upstream_sign_in: upstreamSignIn,
  } = circumstance;
  const endsWithSession = circumstance.ends_with_session !== null;
  const behind =
    upstreamSignIn === null
      ? { methods: null }
      : await currentGrantSignIn(database, upstreamSignIn, { endsWithSession });
  if (behind === undefined) throw new errors.InvalidGrant('the sign-in behind the grant has ended');
  if (purpose !== null && !app.purposes.includes(purpose))
    throw new errors.InvalidGrant('the app has given up the purpose');
  return { account, app, purpose, assurance, scopesWithoutConsent, upstreamSignIn, methods: behind.methods };
}

/** The sign-in of the current authorization request. */
export async function currentSignIn(
  { database }: IssuerDependencies,
  request: {
    accountId: string;
    clientId: string;
    purpose: unknown;
    acr: string | undefined;
    amr: readonly string[] | undefined;
    session: string | undefined;
  },
): Promise<SignIn | undefined> {
  const [account, app] = await Promise.all([
    findAccount(database, request.accountId),
    findApp(database, request.clientId),
  ]);
  if (account === undefined || app === undefined) return undefined;
  const asked = typeof request.purpose === 'string' ? request.purpose : (app.purposes[0] ?? null);
  return {
    account,
    app,
    purpose: account.kind === 'citizen' ? asked : null,
    assurance: assuranceOf(request.acr) ?? enrolledAssurance(account),
    session: request.session,
    upstreamSignIn: markedSignIn(request.amr),
    scopesWithoutConsent: null,
  };
}

/**
 * Returns the grant that needs no question: from the consent page just submitted, or from the consent on
 * record. Otherwise the provider shows the consent page.
 */
export async function existingGrant(
  dependencies: IssuerDependencies,
  ctx: KoaContextWithOIDC,
): Promise<Grant | undefined> {
  const { oidc } = ctx;
  const decided = oidc.result?.consent?.grantId;
  if (decided !== undefined) return oidc.provider.Grant.find(decided);
  const { client, session, params } = oidc;
  if (client === undefined || session?.accountId === undefined || oidc.promptPending('consent')) {
    return undefined;
  }
  const signIn = await currentSignIn(dependencies, {
    accountId: session.accountId,
    clientId: client.clientId,
    purpose: params?.purpose,
    acr: session.acr,
    amr: session.amr,
    session: session.uid,
  });
  if (signIn === undefined) return undefined;
  const { intersectScopes } = dependencies.agencies.current;
  const attainable = intersectScopes(
    oidc.requestParamScopes,
    attainableScopes(dependencies.agencies.current, signIn),
  );
  const permitted = await permittedScopes(dependencies, signIn, dependencies.clock());
  const granted = intersectScopes(attainable, permitted);
  if (granted.length < attainable.length) return undefined;
  const openid = [...oidc.requestParamOIDCScopes];
  const declined = intersectScopes(oidc.requestParamScopes, unattainable(oidc.requestParamScopes, granted));
  const grantId = await openGrant(dependencies, oidc.provider, signIn, { openid, granted, declined });
  return oidc.provider.Grant.find(grantId);
}

function unattainable(requested: Iterable<string>, granted: readonly string[]): string[] {
  return [...requested].filter((scope) => !granted.includes(scope));
}
