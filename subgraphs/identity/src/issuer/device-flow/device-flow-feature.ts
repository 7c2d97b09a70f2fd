import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { IssuerDependencies } from '../issuer.ts';
import { windowSeconds } from '../site-attempts.ts';
import { describeDevice, parseDevice } from './device.ts';
import { TooManyCodes } from './too-many-codes.ts';

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>;

/** The command line signs in on machines without a browser (RFC 8628). */
export function deviceFlowFeature({
  pages,
  isForwarded,
}: Pick<IssuerDependencies, 'pages' | 'isForwarded'>): DeviceFlow {
  return {
    enabled: true,
    // 20⁸ codes without vowels (section 6.1).
    charset: 'base-20',
    mask: '****-****',
    deviceInfo: (ctx) => ({ ...describeDevice(ctx.req, isForwarded) }),
    userCodeInputSource(ctx, _form, out, error) {
      if (error instanceof TooManyCodes) {
        ctx.set('retry-after', String(windowSeconds));
        pages.tooManyCodes(ctx);
      } else if (out !== undefined && isWithoutSession(ctx)) pages.failed(ctx, out);
      else pages.enterCode(ctx, out, error);
    },
    userCodeConfirmSource: (ctx, form, client, device, userCode) =>
      pages.confirmDevice(ctx, form, { client, device: parseDevice(device), userCode }),
    successSource: (ctx) => pages.deviceSignedIn(ctx),
  };
}

/**
 * Whether a form came without the session of its page. The provider would fail to save the session that it
 * has just made up, so it is marked as unchanged.
 */
function isWithoutSession({ oidc: { session } }: KoaContextWithOIDC): boolean {
  if (session === undefined || session.exp !== undefined) return false;
  return Reflect.set(session, 'touched', false);
}
