import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from 'oidc-provider';
import { describeBrowser } from '../accounts/describe-browser.ts';
import { requestedAssurance } from '../issuer/assurance.ts';
import { databaseProblem } from '../issuer/database-problem.ts';
import { type Device, parseDevice } from '../issuer/device-flow/device.ts';
import type { Issuer } from '../issuer/issuer.ts';
import { stepUp } from '../issuer/sign-in-policy.ts';
import { passkeyScripts } from '../passkeys/pages/scripts.ts';
import type { Passkeys } from '../passkeys/passkeys.ts';
import { aboutPage } from './about-page.ts';
import { decideConsent, showConsent } from './consent-step.ts';
import { isFormToken } from './form-token.ts';
import { acceptForms, formOf } from './forms.ts';
import type { Interaction, Outcome, Step } from './interaction.ts';
import { invitationRoutes } from './invitation/routes.ts';
import { decideLogin, declineLevel, showLogin } from './login-step.ts';
import { pageHeaders, renderPage, stylesheetPath } from './page.ts';
import { passkeyRoutes } from './passkey/routes.ts';
import { problemPage } from './provider-pages.ts';
import { signUpRoutes } from './sign-up/routes.ts';
import { upstreamRoutes } from './upstream/routes.ts';
import type { Upstream } from './upstream/upstream.ts';
import type { UpstreamReport } from './upstream/upstream-report.ts';

export interface SignInOptions {
  readonly issuer: Issuer;
  readonly testLogin: boolean;
  readonly upstream: Upstream;
  readonly passkeys: Passkeys;
  readonly report: UpstreamReport;
  /** Whether developers sign up without an invitation. */
  readonly developerSignUp: boolean;
}

type UidRequest = FastifyRequest<{ Params: { uid: string }; Querystring: { q?: unknown } }>;

const stylesheet = readFileSync(new URL('../../assets/sign-in.css', import.meta.url), 'utf8');

/** Pages between an app's authorization request and its answer. */
export async function signInRoutes(
  app: FastifyInstance,
  { issuer, testLogin, upstream, passkeys, report, developerSignUp }: SignInOptions,
): Promise<void> {
  const { dependencies } = issuer;
  const formKey = dependencies.cookieKeys[0] ?? '';
  acceptForms(app, 16 * 1024);
  app.setErrorHandler((error, _request, reply) => {
    const problem = databaseProblem(error);
    if (problem !== null) {
      const page = problemPage(problem.body.error, problem.body.error_description);
      const headers = { ...problem.headers, ...pageHeaders() };
      return reply.code(problem.status).headers(headers).send(renderPage(page));
    }
    if (!(error instanceof errors.OIDCProviderError)) throw error;
    const page = problemPage(error.error, error.error_description ?? '');
    return reply.code(error.statusCode).headers(pageHeaders()).send(renderPage(page));
  });

  app.get(stylesheetPath, async (_request, reply) =>
    reply
      .headers({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=3600' })
      .send(stylesheet),
  );

  app.get('/', async (_request, reply) =>
    reply.headers(pageHeaders()).send(renderPage(aboutPage(dependencies.issuer))),
  );

  app.get('/interaction/:uid', async (request: UidRequest, reply) => {
    const interaction = await openInteraction(request, reply);
    const { q } = request.query;
    // A repeated parameter is a list, which the form never sends.
    const search = typeof q === 'string' ? q : '';
    const page = await (interaction.step === 'login'
      ? showLogin(interaction, search)
      : showConsent(interaction));
    return reply.code(page.status).headers(pageHeaders(interaction.redirectUri)).send(page.html);
  });

  upstreamRoutes(app, { issuer, upstream, report, openInteraction });
  passkeyScripts(app);
  passkeyRoutes(app, { issuer, report, openInteraction });
  invitationRoutes(app, { issuer, passkeys, report });
  signUpRoutes(app, { issuer, passkeys, report, isOpen: developerSignUp });
  app.post('/interaction/:uid/login', submit('login', decideLogin));
  app.post('/interaction/:uid/consent', submit('consent', decideConsent));
  app.post(
    '/interaction/:uid/unmet',
    submit('login', async (interaction) => declineLevel(interaction)),
  );
  app.post(
    '/interaction/:uid/cancel',
    submit(null, async () => ({
      kind: 'decided',
      result: { error: 'access_denied', error_description: 'the person cancelled' },
    })),
  );

  /**
   * Handles a form of the given step (`null`: the current one): validates, decides, returns to the provider.
   */
  function submit(
    step: Step | null,
    decide: (interaction: Interaction, form: URLSearchParams) => Promise<Outcome>,
  ) {
    return async (request: UidRequest, reply: FastifyReply) => {
      const interaction = await openInteraction(request, reply);
      const form = formOf(request);
      const token = form.get('form_token');
      if (step !== null && step !== interaction.step) throw new errors.SessionNotFound('another step is due');
      if (!isFormToken(token, formKey, interaction.uid, interaction.step)) {
        throw new errors.InvalidRequest('the form was not sent from our page');
      }
      const outcome = await decide(interaction, form);
      if (outcome.kind === 'page') {
        return reply.code(outcome.status).headers(pageHeaders(interaction.redirectUri)).send(outcome.html);
      }
      const returnTo = await issuer.provider.interactionResult(request.raw, reply.raw, outcome.result);
      return reply.redirect(returnTo, 303);
    };
  }

  async function deviceOf(code: string | undefined): Promise<Device | null> {
    if (code === undefined) return null;
    const stored = await issuer.provider.DeviceCode.find(code, { ignoreExpiration: true });
    if (stored === undefined) throw new errors.SessionNotFound('the code of the device is gone');
    return parseDevice(stored.deviceInfo);
  }

  /** The interaction named by the browser's signed cookie; the URL must have the same uid. */
  async function openInteraction(
    request: Pick<UidRequest, 'raw' | 'params'>,
    reply: FastifyReply,
  ): Promise<Interaction> {
    const details = await issuer.provider.interactionDetails(request.raw, reply.raw);
    if (details.uid !== request.params.uid) throw new errors.SessionNotFound('another sign-in is under way');
    const { client_id, redirect_uri, scope, purpose, acr_values, max_age } = details.params;
    const { name, reasons } = details.prompt;
    const device = await deviceOf(details.deviceCode);
    const needed = requestedAssurance(acr_values);
    return {
      uid: details.uid,
      step: name === 'login' ? 'login' : 'consent',
      action: `/interaction/${details.uid}`,
      clientId: String(client_id),
      redirectUri: typeof redirect_uri === 'string' ? redirect_uri : undefined,
      device,
      scopes: typeof scope === 'string' ? scope.split(' ') : [],
      purpose,
      accountId: details.session?.accountId,
      acr: details.session?.acr,
      amr: details.session?.amr,
      session: details.session?.uid,
      needed: needed === 'unknown' ? null : needed,
      isStepUp: details.session !== undefined && reasons.every((reason) => reason === stepUp),
      isFresh: reasons.some((reason) => reason === 'login_prompt' || reason === stepUp),
      maxAge: max_age === undefined ? null : Number(max_age),
      browser: describeBrowser(request.raw.headers['user-agent']),
      formKey,
      testLogin,
      upstream,
      passkeys,
      issuer,
    };
  }
}
