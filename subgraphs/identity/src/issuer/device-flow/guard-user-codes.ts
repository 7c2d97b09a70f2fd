import { clientNetwork, siteOf } from '@civic-graph/service';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { IssuerDependencies } from '../issuer.ts';
import { createUserCodeAttempts, windowSeconds } from './user-code-attempts.ts';

/** Longer than any code with its separators. */
const longestCode = 20;

/**
 * Limits how many wrong user codes a site can type, and prefills the code of `verification_uri_complete`
 * (RFC 8628, section 3.3.1) instead of submitting it by the provider's inline script.
 */
export function guardUserCodes(
  provider: Provider,
  { database, clock, isForwarded, pages }: IssuerDependencies,
): void {
  const attempts = createUserCodeAttempts(database, clock);
  provider.use(async (ctx, next) => {
    if (ctx.path !== '/device') return next();
    if (ctx.method === 'GET') {
      const { user_code: code } = ctx.query;
      ctx.state.userCode = typeof code === 'string' ? code.slice(0, longestCode) : '';
      ctx.querystring = '';
      return next();
    }
    if (ctx.method !== 'POST') return next();
    const site = siteOf(clientNetwork(ctx.req, isForwarded));
    if (!(await attempts.take(site))) {
      ctx.status = 429;
      ctx.set('retry-after', String(windowSeconds));
      return pages.tooManyCodes(ctx);
    }
    await next();
    if (hasFoundCode(ctx)) await attempts.giveBack(site);
  });
}

/** Middleware of the matched route sets the provider's context. */
function hasFoundCode(ctx: object): boolean {
  return 'oidc' in ctx && (ctx as KoaContextWithOIDC).oidc.entities.DeviceCode !== undefined;
}
