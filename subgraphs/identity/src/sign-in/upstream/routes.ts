import { rateLimited } from '@civic-graph/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from 'oidc-provider';
import type { Issuer } from '../../issuer/issuer.ts';
import type { AppRow } from '../../store/database.ts';
import { findApp } from '../../store/directory.ts';
import type { Interaction } from '../interaction.ts';
import { pageHeaders } from '../page.ts';
import { beginSignIn } from './begin-sign-in.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { upstreamLogoutRoutes } from './logout-routes.ts';
import { offeredProviders } from './offered-providers.ts';
import { refusals, SignInRefusal } from './refusal.ts';
import { renderRefusal } from './refusal-page.ts';
import type { Upstream, UpstreamProvider } from './upstream.ts';
import type { UpstreamReport } from './upstream-report.ts';

export interface UpstreamRouteOptions {
  readonly issuer: Issuer;
  readonly upstream: Upstream;
  readonly report: UpstreamReport;
  readonly openInteraction: (
    request: Pick<InteractionRequest, 'raw' | 'params'>,
    reply: FastifyReply,
  ) => Promise<Interaction>;
}

type ProviderRequest = FastifyRequest<{ Params: { provider: string } }>;
type InteractionRequest = FastifyRequest<{ Params: { uid: string; provider: string } }>;

/** Sign-in through upstream providers. The error handler of the sign-in pages applies. */
export function upstreamRoutes(app: FastifyInstance, options: UpstreamRouteOptions): void {
  const { issuer, upstream, report, openInteraction } = options;
  const { database } = issuer.dependencies;
  const nextLine = rateLimited();

  app.get('/interaction/:uid/upstream/:provider', async (request: InteractionRequest, reply) => {
    const interaction = await loginOf(request, reply);
    return orRefusal(request.params.provider, interaction, reply, async () => {
      const { provider } = await chosen(request, interaction);
      return reply.headers(leaving).redirect((await beginSignIn(provider, interaction)).href, 303);
    });
  });

  /**
   * The browser's interaction cookie is bound to the path of the interaction, so the answer continues there.
   */
  app.get('/sign-in/callback/:provider', async (request: ProviderRequest, reply) => {
    const { provider } = request.params;
    return orRefusal(provider, null, reply, async () => {
      const query = queryOf(request);
      const uid = await upstream.attempts.interactionOf(query.get('state') ?? '', provider);
      if (uid === undefined) throw new SignInRefusal('sign_in_expired');
      const path = `/interaction/${encodeURIComponent(uid)}/upstream/${encodeURIComponent(provider)}/answer`;
      return reply.headers(leaving).redirect(`${path}?${query}`, 303);
    });
  });

  app.get('/interaction/:uid/upstream/:provider/answer', async (request: InteractionRequest, reply) => {
    const interaction = await loginOf(request, reply);
    return orRefusal(request.params.provider, interaction, reply, async () => {
      const { provider, client } = await chosen(request, interaction);
      const query = queryOf(request);
      const { login, identity, isNewLink } = await completeSignIn(provider, interaction, {
        app: client,
        query,
      });
      if (isNewLink)
        report({ provider: provider.settings.id, link: identity }, 'an upstream identity is linked');
      const returnTo = await issuer.provider.interactionResult(request.raw, reply.raw, {
        login: { ...login },
      });
      return reply.headers(leaving).redirect(returnTo, 303);
    });
  });

  upstreamLogoutRoutes(app, options);

  async function loginOf(request: InteractionRequest, reply: FastifyReply): Promise<Interaction> {
    const interaction = await openInteraction(request, reply);
    if (interaction.step !== 'login') throw new errors.SessionNotFound('another step is due');
    return interaction;
  }

  async function chosen(
    { params }: InteractionRequest,
    interaction: Interaction,
  ): Promise<{ readonly provider: UpstreamProvider; readonly client: AppRow }> {
    const client = await findApp(database, interaction.clientId);
    if (client === undefined) throw new errors.InvalidClient('unknown client');
    const provider = offeredProviders(interaction, client).find(
      ({ settings }) => settings.id === params.provider,
    );
    if (provider === undefined) throw new SignInRefusal('provider_not_offered');
    return { provider, client };
  }

  async function orRefusal(
    provider: string,
    interaction: Interaction | null,
    reply: FastifyReply,
    run: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof SignInRefusal)) throw error;
      const { code } = error;
      reportRefusal(provider, error);
      const headers = {
        ...pageHeaders(interaction?.redirectUri),
        ...(refusals[code].status === 503 && retry),
      };
      return reply.code(refusals[code].status).headers(headers).send(renderRefusal(code, interaction));
    }
  }

  function reportRefusal(provider: string, { code, reason }: SignInRefusal): void {
    const leftOut = nextLine();
    if (leftOut === null) return;
    // Anybody can put any text into the path.
    const isConfigured = upstream.providers.some(({ settings }) => settings.id === provider);
    report(
      { ...(isConfigured && { provider }), code, ...(reason !== null && { reason }), leftOut },
      'a sign-in at a provider failed',
    );
  }
}

/** The address that the browser leaves holds a code or a state. */
const leaving = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
const retry = { 'retry-after': '30' };

function queryOf({ url }: FastifyRequest): URLSearchParams {
  return new URL(url, 'http://localhost').searchParams;
}
