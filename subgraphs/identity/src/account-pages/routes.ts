import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { NotifyApp } from '../graph/consent-mutations.ts';
import type { ProviderNames } from '../graph/linked-identities.ts';
import { databaseProblem } from '../issuer/database-problem.ts';
import type { Issuer } from '../issuer/issuer.ts';
import type { MyDataPage } from '../my-data/answer.ts';
import { staleFormPage } from '../my-data/landing-pages.ts';
import { type Language, languages, preferredLanguage, sayIn } from '../my-data/language.ts';
import type { Passkeys } from '../passkeys/passkeys.ts';
import { type SecurityHandler, securityForms, securityPages } from '../security-pages/security-handlers.ts';
import type { SecurityView } from '../security-pages/security-view.ts';
import { formToken, isFormToken } from '../sign-in/form-token.ts';
import { acceptForms, formOf } from '../sign-in/forms.ts';
import { pageHeaders } from '../sign-in/page.ts';
import {
  accountSignInLink,
  citizenPage,
  notFoundPage,
  signInPage,
  unavailablePage,
} from './landing-pages.ts';
import { renderAccount } from './layout.ts';
import { type AccountHolderVisit, accountVisitorOf } from './visitor.ts';

export interface AccountOptions {
  readonly issuer: Issuer;
  readonly passkeys: Passkeys;
  readonly providers: ProviderNames;
  readonly notifyApp: NotifyApp;
}

type PageRequest = FastifyRequest<{ Params: { id?: string } }>;

/** `/account`: sign-in of officials, admins and developers. */
export async function accountRoutes(app: FastifyInstance, options: AccountOptions): Promise<void> {
  acceptForms(app, 32 * 1024);
  for (const path of ['/account', '/account/']) {
    app.get(path, (request, reply) => {
      const language = preferredLanguage(request.headers['accept-language']);
      const headers = { ...pageHeaders(), vary: 'accept-language' };
      return reply.headers(headers).redirect(`/account/${language}`, 303);
    });
  }
  for (const language of languages) {
    await app.register(languageRoutes, { ...options, language, prefix: `/account/${language}` });
  }
}

async function languageRoutes(
  app: FastifyInstance,
  { issuer, passkeys, providers, notifyApp, language }: AccountOptions & { readonly language: Language },
): Promise<void> {
  const home = `/account/${language}`;
  const { issuer: url, cookieKeys, clock } = issuer.dependencies;
  const place = { issuer: url, language };
  const formKey = cookieKeys[0] ?? '';

  const exposeHeadRoute = false;
  for (const [path, handler] of Object.entries(securityPages)) {
    app.get(path || '/', { exposeHeadRoute }, respond(handler, false));
  }
  for (const [path, handler] of Object.entries(securityForms)) app.post(path, respond(handler, true));
  app.setNotFoundHandler((request, reply) => sendPage(request, reply, notFoundPage(place), null));
  app.setErrorHandler((error, request, reply) => {
    const status = databaseProblem(error)?.status;
    if (status === 400) return sendPage(request, reply, notFoundPage(place), null);
    if (status === 503) return sendPage(request, reply, unavailablePage(place), null);
    throw error;
  });

  /** Identifies the person, checks the token of a form, and sends the handler's answer. */
  function respond(handler: SecurityHandler, isForm: boolean) {
    return async (request: PageRequest, reply: FastifyReply) => {
      const visitor = await accountVisitorOf(issuer, request, reply);
      if (visitor.kind === 'citizen') return sendPage(request, reply, citizenPage(place), null);
      if (visitor.kind === 'nobody') {
        const isHome = request.routeOptions.url?.replace(/\/$/, '') === home;
        return isHome ? sendPage(request, reply, signInPage(place), null) : redirect(reply, home);
      }
      const form = formOf(request);
      const [path = ''] = request.url.split('?');
      if (isForm && !isFormToken(form.get('form_token'), formKey, formOwner(visitor), path)) {
        return sendPage(request, reply, staleFormPage(place), visitor);
      }
      const { id = '' } = request.params;
      const answer =
        (await handler(viewOf(visitor), { id, query: request.query, form })) ?? notFoundPage(place);
      if (answer.kind === 'page') return sendPage(request, reply, answer, visitor);
      return redirect(reply, answer.kind === 'redirect' ? `${home}${answer.to}` : home);
    };
  }

  function viewOf(visitor: AccountHolderVisit): SecurityView {
    const { person, session, signIn, signedInAt } = visitor;
    return {
      person,
      keyName: person.accountId,
      assurance: 'high',
      ...{ session, signIn, signedInAt, language, home, passkeys, providers, notifyApp },
      say: sayIn(language),
      base: '',
      formToken: (action) => formToken(formKey, formOwner(visitor), action),
      confirmLink: accountSignInLink(place, 0),
      now: clock(),
    };
  }

  function sendPage(
    request: FastifyRequest,
    reply: FastifyReply,
    page: MyDataPage,
    visitor: AccountHolderVisit | null,
  ) {
    const [path = ''] = request.url.split('?');
    const below = request.method === 'GET' ? path.slice(home.length) : '';
    const frame = { ...place, account: visitor?.person.accountId ?? null, path: below };
    return reply
      .code(page.status ?? 200)
      .headers(pageHeaders(undefined, { hasScript: page.hasScript ?? false }))
      .send(renderAccount(page, frame));
  }
}

/** Bound to the session and the person, so that a form outlives neither. */
function formOwner({ session, person }: AccountHolderVisit): string {
  return `account ${session} ${person.accountId}`;
}

function redirect(reply: FastifyReply, path: string) {
  return reply.headers(pageHeaders()).redirect(path, 303);
}
