import { PublicError } from '@civic-graph/errors';
import { ensureStudioBuilt, type StudioAsset, studioAssets } from '@civic-graph/studio';
import { studioCookieKey } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../../config/config.ts';
import { type StudioCookies, studioCookies } from './cookies.ts';
import { createIssuerClient, type IssuerClient } from './issuer-client.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { studioRoutes } from './studio-routes.ts';

/** The Studio's sign-in at this gateway. */
export interface StudioSignIn {
  readonly studioUrl: string;
  readonly cookies: StudioCookies;
  readonly issuer: IssuerClient;
}

/** @returns `null` if the configuration has no Studio to sign in at */
export function studioSignIn(
  { studioUrl, identity, tokens }: Pick<GatewayConfig, 'studioUrl' | 'identity' | 'tokens'>,
  clock: () => Date = () => new Date(),
): StudioSignIn | null {
  if (studioUrl === null || identity === null) return null;
  const { secret, url: identityUrl } = identity;
  const { issuer, audience } = tokens;
  return {
    studioUrl,
    cookies: studioCookies(studioCookieKey(secret), { isSecure: studioUrl.startsWith('https:'), clock }),
    issuer: createIssuerClient({ issuer, identityUrl, studioUrl, audience, secret }),
  };
}

export interface StudioParts {
  readonly signIn: StudioSignIn | null;
  /** Everything that rules of the schema in force can require. */
  readonly scopes: () => readonly string[];
  readonly logger: Logger;
  readonly clock?: () => Date;
}

/** Serves the Studio's pages and sign-in; without a sign-in, callers are anonymous or demo personas. */
export function openStudio(
  app: FastifyInstance,
  { tokens, isForwarded }: Pick<GatewayConfig, 'tokens' | 'isForwarded'>,
  { signIn, scopes, logger, clock = () => new Date() }: StudioParts,
): void {
  studioRoutes(app, { assets: builtStudio(logger), issuer: tokens.issuer });
  if (signIn === null) app.get('/studio/session', async () => ({ canSignIn: false, person: null }));
  else signInRoutes(app, { ...signIn, scopes, isForwarded, clock, logger });
}

/** In a clone, the first build takes seconds: the graph is served meanwhile, and also if it fails. */
async function builtStudio(logger: Logger): Promise<readonly StudioAsset[]> {
  try {
    const assets = await studioAssets(await ensureStudioBuilt());
    logger.info('the Studio is ready');
    return assets;
  } catch (cause) {
    logger.error({ reason: String(cause) }, 'the Studio could not be built; the graph is served');
    throw new PublicError('NOT_READY', "The Studio could not be built; the gateway's log says why.");
  }
}
