import { createHash } from 'node:crypto';
import { ExpiringMap } from '@civic-graph/tokens';
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import type { IssuerDependencies } from '../issuer.ts';
import { deviceCodeSeconds, deviceGrant } from './device-client.ts';

/**
 * Devices wait this long between polls, since the response names no other `interval` (RFC 8628, section
 * 3.2).
 */
const intervalMs = 5_000;

/** For a device whose clock or network is uneven. */
const toleranceMs = 500;

const rememberedCodes = 10_000;

/** Tells a device that polls too often to slow down (section 3.5), which the provider does not. */
export function slowDownPolls(provider: Provider, { clock }: Pick<IssuerDependencies, 'clock'>): void {
  const polls = new ExpiringMap<number>(rememberedCodes);
  provider.use(async (ctx, next) => {
    await next();
    if (!isPending(ctx)) return;
    const now = clock().getTime();
    const code = createHash('sha256').update(String(ctx.oidc.params?.device_code)).digest('base64url');
    const last = polls.get(code, now);
    polls.set(code, now, now + deviceCodeSeconds * 1000, now);
    if (last === undefined || now - last >= intervalMs - toleranceMs) return;
    const { error, error_description } = new errors.SlowDown();
    ctx.body = { error, error_description };
  });
}

const pending = new errors.AuthorizationPending().error;

function isPending(ctx: object): ctx is KoaContextWithOIDC {
  if (!('oidc' in ctx)) return false;
  const { oidc, body } = ctx as KoaContextWithOIDC;
  return (
    oidc.route === 'token' &&
    oidc.params?.grant_type === deviceGrant &&
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    body.error === pending
  );
}
