import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { IssuerDependencies } from './issuer.ts';
import type { ProviderPages } from './provider-pages.ts';
import { revokeGrants } from './revoke-grants.ts';

/**
 * Replaces the provider's page for a sign-out without a session, which uses an inline script, may be framed,
 * and cannot be configured.
 */
export function replaceSignOutWithoutSession(provider: Provider, pages: ProviderPages): void {
  provider.use(async (ctx, next) => {
    await next();
    if (!wasForProvider(ctx) || ctx.oidc.route !== 'end_session' || ctx.status !== 200) return;
    const { session } = ctx.oidc;
    const secret = session?.state?.secret;
    if (session?.accountId !== undefined || typeof secret !== 'string') return;
    const action = ctx.oidc.urlFor('end_session_confirm');
    pages.notSignedIn(
      ctx,
      `<form id="op.logoutForm" method="post" action="${action}"><input type="hidden" name="xsrf" value="${secret}"></form>`,
    );
  });
}

/**
 * A sign-out ends all grants of the session, at every app, except those with `offline_access`. The provider
 * ends only the last grant per app, and a step-up creates more.
 */
export function endGrantsAtSignOut(
  provider: Provider,
  { database, clock }: Pick<IssuerDependencies, 'database' | 'clock'>,
): void {
  provider.use(async (ctx, next) => {
    await next();
    if (!wasForProvider(ctx) || ctx.oidc.route !== 'end_session_confirm' || ctx.status !== 303) return;
    const { session, params } = ctx.oidc;
    if (session?.uid === undefined || !params?.logout) return;
    const grants = await database
      .selectFrom('grant_circumstance')
      .select('grant_id')
      .where('ends_with_session', '=', session.uid)
      .execute();
    await revokeGrants(
      database,
      grants.map(({ grant_id }) => grant_id),
      clock(),
    );
  });
}

/** Middleware of the matched route sets the provider's context. */
function wasForProvider(ctx: object): ctx is KoaContextWithOIDC {
  return 'oidc' in ctx;
}
