import { clientNetwork, rateLimited, siteOf } from '@civic-graph/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from 'oidc-provider';
import type { Issuer } from '../../issuer/issuer.ts';
import { createSiteAttempts, windowSeconds } from '../../issuer/site-attempts.ts';
import { PasskeyRefusal, passkeyRefusals } from '../../passkeys/passkey-refusal.ts';
import type { AppRow } from '../../store/database.ts';
import { findApp } from '../../store/directory.ts';
import { isFormToken } from '../form-token.ts';
import { formOf } from '../forms.ts';
import type { Interaction } from '../interaction.ts';
import { pageHeaders } from '../page.ts';
import type { UpstreamReport } from '../upstream/upstream-report.ts';
import { completePasskeySignIn } from './complete-sign-in.ts';
import { passkeyPage } from './pages.ts';

export interface PasskeyRouteOptions {
  readonly issuer: Issuer;
  readonly report: UpstreamReport;
  readonly openInteraction: (
    request: Pick<InteractionRequest, 'raw' | 'params'>,
    reply: FastifyReply,
  ) => Promise<Interaction>;
}

type InteractionRequest = FastifyRequest<{ Params: { uid: string } }>;

/** Failed sign-ins that one network may make in ten minutes. */
const allowed = 30;

/** Sign-in with a passkey. The error handler of the sign-in pages applies. */
export function passkeyRoutes(
  app: FastifyInstance,
  { issuer, report, openInteraction }: PasskeyRouteOptions,
): void {
  const { database, clock, isForwarded } = issuer.dependencies;
  const attempts = createSiteAttempts(database, clock, { kind: 'passkey', allowed });
  const nextLine = rateLimited();

  app.get('/interaction/:uid/passkey', async (request: InteractionRequest, reply) => {
    const { interaction, client } = await loginOf(request, reply);
    return show(reply, interaction, client, null);
  });

  app.post('/interaction/:uid/passkey', async (request: InteractionRequest, reply) => {
    const { interaction, client } = await loginOf(request, reply);
    const form = formOf(request);
    if (!isFormToken(form.get('form_token'), interaction.formKey, interaction.uid, 'login')) {
      throw new errors.InvalidRequest('the form was not sent from our page');
    }
    const site = siteOf(clientNetwork(request.raw, isForwarded));
    try {
      if (!(await attempts.take(site))) throw new PasskeyRefusal('too_many_attempts');
      const response = form.get('response') ?? '';
      const login = await completePasskeySignIn(interaction, { app: client, response });
      await attempts.giveBack(site);
      const returnTo = await issuer.provider.interactionResult(request.raw, reply.raw, {
        login: { ...login },
      });
      return reply.redirect(returnTo, 303);
    } catch (error) {
      if (!(error instanceof PasskeyRefusal)) throw error;
      reportRefusal(error);
      return show(reply, interaction, client, error.code);
    }
  });

  async function loginOf(
    request: InteractionRequest,
    reply: FastifyReply,
  ): Promise<{ readonly interaction: Interaction; readonly client: AppRow }> {
    const interaction = await openInteraction(request, reply);
    if (interaction.step !== 'login') throw new errors.SessionNotFound('another step is due');
    const client = await findApp(database, interaction.clientId);
    if (client === undefined) throw new errors.InvalidClient('unknown client');
    return { interaction, client };
  }

  function show(
    reply: FastifyReply,
    interaction: Interaction,
    client: AppRow,
    code: PasskeyRefusal['code'] | null,
  ) {
    return reply
      .code(code === null ? 200 : passkeyRefusals[code].status)
      .headers({
        ...pageHeaders(interaction.redirectUri, { hasScript: true }),
        ...(code === 'too_many_attempts' && { 'retry-after': String(windowSeconds) }),
      })
      .send(passkeyPage(interaction, client, code));
  }

  function reportRefusal({ code, reason }: PasskeyRefusal): void {
    const leftOut = nextLine();
    if (leftOut === null) return;
    report({ code, ...(reason !== null && { reason }), leftOut }, 'a sign-in with a passkey failed');
  }
}
