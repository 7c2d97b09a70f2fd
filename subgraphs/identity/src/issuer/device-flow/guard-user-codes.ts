import { clientNetwork, siteOf } from '@civic-graph/service';
import { Provider } from 'oidc-provider';
import type { IssuerDependencies } from '../issuer.ts';
import { createSiteAttempts, type SiteAttempts } from '../site-attempts.ts';
import { TooManyCodes } from './too-many-codes.ts';

/** Wrong codes that one site may enter in ten minutes; there are 20⁸ codes (RFC 8628, section 5.1). */
const allowed = 10;

/** Longer than any code with its separators. */
const longestCode = 20;

/**
 * Limits how many wrong user codes a site can type, and prefills the code of `verification_uri_complete`
 * (RFC 8628, section 3.3.1) instead of submitting it by the provider's inline script.
 */
export function guardUserCodes(
  provider: Provider,
  { database, clock, isForwarded }: Pick<IssuerDependencies, 'database' | 'clock' | 'isForwarded'>,
): void {
  const attempts = createSiteAttempts(database, clock, { kind: 'user code', allowed });
  limitLookups(provider, attempts, isForwarded);
  // At every path, because the provider accepts more spellings of one than can be compared here.
  provider.use(async (ctx, next) => {
    const { user_code: code, ...query } = ctx.query;
    if (code !== undefined) {
      ctx.state.userCode = typeof code === 'string' ? code.slice(0, longestCode) : '';
      ctx.query = query;
    }
    await next();
  });
}

/**
 * The provider looks a code up only after it has checked the form's token, so another site's page costs a
 * network no attempt.
 */
function limitLookups(provider: Provider, attempts: SiteAttempts, isForwarded: boolean): void {
  const { DeviceCode } = provider;
  const find = DeviceCode.findByUserCode;
  DeviceCode.findByUserCode = async (...lookup) => {
    const { ctx } = Provider;
    if (ctx === undefined) throw new Error('a user code is looked up outside a request');
    const site = siteOf(clientNetwork(ctx.req, isForwarded));
    if (!(await attempts.take(site))) throw new TooManyCodes();
    const found = await find.apply(DeviceCode, lookup);
    if (found !== undefined && isOpen(found)) await attempts.giveBack(site);
    return found;
  };
}

type DeviceCode = InstanceType<Provider['DeviceCode']>;

/** Whether the provider accepts the code; it refuses expired and used ones as it does wrong ones. */
function isOpen({ isExpired, error, accountId, inFlight }: DeviceCode): boolean {
  return !isExpired && !error && !accountId && !inFlight;
}
