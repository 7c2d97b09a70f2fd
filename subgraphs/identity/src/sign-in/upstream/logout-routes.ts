import { rateLimited } from '@civic-graph/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notifyOfWithdrawal } from '../../issuer/back-channel-logout.ts';
import type { Issuer } from '../../issuer/issuer.ts';
import { formOf } from '../forms.ts';
import { claimLogoutToken, endSessionsOf, releaseLogoutToken } from './back-channel-logout.ts';
import { type LogoutToken, readLogoutToken } from './logout-token.ts';
import { reasonOf, SignInRefusal } from './refusal.ts';
import type { Upstream, UpstreamProvider } from './upstream.ts';
import type { UpstreamReport } from './upstream-report.ts';

type LogoutRequest = FastifyRequest<{ Params: { provider: string } }>;

interface Problem {
  readonly status: number;
  readonly error: string;
  readonly error_description: string;
}

/** A provider says that a session there has ended (OpenID Connect Back-Channel Logout 1.0). */
export function upstreamLogoutRoutes(
  app: FastifyInstance,
  { issuer, upstream, report }: { issuer: Issuer; upstream: Upstream; report: UpstreamReport },
): void {
  const { database, clock } = issuer.dependencies;
  const nextLine = rateLimited();

  app.post('/sign-in/backchannel-logout/:provider', async (request: LogoutRequest, reply) => {
    const { params } = request;
    const provider = upstream.providers.find(({ settings }) => settings.id === params.provider);
    const token = formOf(request).get('logout_token');
    const read = await readToken(provider, token);
    if ('error' in read) return refuse(reply, read);
    const dependencies = { database, digests: upstream.digests, now: clock() };
    if (!(await claimLogoutToken(dependencies, params.provider, read))) {
      return refuse(reply, invalid('the logout token was used before'));
    }
    try {
      const ended = await endSessionsOf(dependencies, params.provider, read);
      // The provider does not wait for the apps.
      for (const each of ended) void notifyOfWithdrawal(issuer, each);
    } catch (error) {
      // The provider may repeat what did not take effect.
      await releaseLogoutToken(dependencies, params.provider, read);
      throw error;
    }
    return reply.code(200).header('cache-control', 'no-store').send();
  });

  async function readToken(
    provider: UpstreamProvider | undefined,
    token: string | null,
  ): Promise<LogoutToken | Problem> {
    if (provider === undefined)
      return { status: 404, error: 'not_found', error_description: 'no such provider' };
    if (token === null) return invalid('the form has no logout_token');
    const { clientId, id } = provider.settings;
    try {
      return await readLogoutToken(token, await provider.connect(), { clientId, now: clock() });
    } catch (error) {
      const isDown = error instanceof SignInRefusal;
      const reason = (isDown && error.reason) || reasonOf(error);
      const leftOut = nextLine();
      if (leftOut !== null) report({ provider: id, reason, leftOut }, 'a logout token is refused');
      return isDown
        ? { status: 503, error: 'temporarily_unavailable', error_description: 'the keys cannot be read' }
        : invalid('the logout token is not valid');
    }
  }
}

function invalid(error_description: string): Problem {
  return { status: 400, error: 'invalid_request', error_description };
}

function refuse(reply: FastifyReply, { status, ...body }: Problem): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').send(body);
}
