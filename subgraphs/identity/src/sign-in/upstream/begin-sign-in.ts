import type { Interaction } from '../interaction.ts';
import { authorizationUrl } from './authorization-request.ts';
import { asRefusal } from './refusal.ts';
import type { UpstreamProvider } from './upstream.ts';

/** Maximum age (in seconds) of a sign-in at the provider, unless a fresh one is requested. */
const usualMaxAge = 12 * 60 * 60;

/** Prepares a sign-in at a provider. @returns where to send the browser @throws SignInRefusal */
export async function beginSignIn(provider: UpstreamProvider, interaction: Interaction): Promise<URL> {
  const { upstream, issuer, maxAge, isFresh, uid, needed } = interaction;
  const { settings, redirectUri } = provider;
  const oldest = isFresh ? 0 : Math.min(maxAge ?? usualMaxAge, usualMaxAge);
  try {
    const connection = await provider.connect();
    const secrets = await upstream.attempts.begin({
      interaction: uid,
      provider: settings.id,
      maxAge: oldest,
      startedAt: issuer.dependencies.clock(),
    });
    const claims = [...new Set(Object.values(settings.people))];
    return await authorizationUrl(settings, connection, {
      redirectUri,
      secrets,
      needed,
      maxAge: oldest,
      claims,
    });
  } catch (error) {
    throw asRefusal(error);
  }
}
