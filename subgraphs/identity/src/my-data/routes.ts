import { readFileSync } from 'node:fs';
import { asPublicError } from '@civic-graph/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { eventsOf, unreviewed } from '../accounts/account-events.ts';
import { createLoaders } from '../graph/loaders.ts';
import { databaseProblem } from '../issuer/database-problem.ts';
import type { Issuer } from '../issuer/issuer.ts';
import { formToken, isFormToken } from '../sign-in/form-token.ts';
import { acceptForms, formOf } from '../sign-in/forms.ts';
import { isCrossOrigin } from '../sign-in/is-cross-origin.ts';
import { pageHeaders } from '../sign-in/page.ts';
import { serveScript } from '../sign-in/serve-script.ts';
import { citizenListing } from '../store/citizens.ts';
import type { Answer, MyDataPage } from './answer.ts';
import type { MyDataDesk, Visit } from './desk.ts';
import { forms, type Handler, pages } from './handlers.ts';
import {
  notCitizenPage,
  notFoundPage,
  signInPage,
  staleFormPage,
  unavailablePage,
  wrongAddressPage,
} from './landing-pages.ts';
import { type Language, languages, preferredLanguage, sayIn } from './language.ts';
import { renderMyData } from './layout.ts';
import { verifyScript, verifyScriptText } from './log/verify-script.ts';
import { myDataStylesheet } from './shell.ts';
import { type Citizen, visitorOf } from './visitor.ts';

export interface MyDataOptions {
  readonly issuer: Issuer;
  readonly desk: Omit<MyDataDesk, 'issuer' | 'downloading'>;
  /** Whether the deployment has invented citizens. */
  readonly testLogin: boolean;
}

interface LanguageOptions extends Omit<MyDataOptions, 'desk'> {
  readonly desk: MyDataDesk;
  readonly language: Language;
}

type PageRequest = FastifyRequest<{ Params: { id?: string } }>;

const stylesheet = readFileSync(new URL('../../assets/my-data.css', import.meta.url), 'utf8');
/** A question of the maximum length, percent-encoded. */
const bodyLimit = 32 * 1024;

/** `/me`: the citizens' own pages. */
export async function myDataRoutes(app: FastifyInstance, options: MyDataOptions): Promise<void> {
  acceptForms(app, bodyLimit);
  for (const path of ['/me', '/me/']) {
    app.get(path, (request, reply) => {
      const language = preferredLanguage(request.headers['accept-language']);
      return reply.headers({ ...pageHeaders(), vary: 'accept-language' }).redirect(`/me/${language}`, 303);
    });
  }
  app.get(myDataStylesheet, (_request, reply) =>
    reply
      .headers({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=3600' })
      .send(stylesheet),
  );
  serveScript(app, verifyScript, verifyScriptText);
  const desk = {
    ...options.desk,
    issuer: options.issuer.dependencies.issuer,
    downloading: new Set<string>(),
  };
  for (const language of languages) {
    await app.register(languageRoutes, { ...options, desk, language, prefix: `/me/${language}` });
  }
}

async function languageRoutes(
  app: FastifyInstance,
  { issuer, desk, testLogin, language }: LanguageOptions,
): Promise<void> {
  const home = `/me/${language}`;
  const place = { issuer: desk.issuer, language };
  const formKey = issuer.dependencies.cookieKeys[0] ?? '';

  // HEAD would run a download to its end for nobody.
  const exposeHeadRoute = false;
  for (const [path, handler] of Object.entries(pages)) {
    app.get(path, { exposeHeadRoute }, respond(handler, false));
  }
  for (const [path, handler] of Object.entries(forms)) app.post(path, respond(handler, true));
  app.setNotFoundHandler((request, reply) => sendPage(request, reply, notFoundPage(place), null));
  app.setErrorHandler((error, request, reply) => {
    const status = databaseProblem(error)?.status ?? asPublicError(error)?.status;
    if (status === 400) return sendPage(request, reply, wrongAddressPage(place), null);
    if (status === 503) return sendPage(request, reply, unavailablePage(place), null);
    throw error;
  });

  /** Identifies the citizen, checks the token of a form, and sends the handler's answer. */
  function respond(handler: Handler, isForm: boolean) {
    return async (request: PageRequest, reply: FastifyReply) => {
      const visitor = await visitorOf(issuer, request, reply);
      if (visitor.kind === 'not-citizen') return sendPage(request, reply, notCitizenPage(place), null);
      if (visitor.kind !== 'citizen') {
        if (request.routeOptions.url?.replace(/\/$/, '') !== home) return redirect(reply, home);
        return sendPage(request, reply, signInPage(place, visitor.kind === 'expired'), null);
      }
      const visit = await visitOf(visitor);
      const form = formOf(request);
      const [path = ''] = request.url.split('?');
      if (isForm && !isFormToken(form.get('form_token'), formKey, formOwner(visitor), path)) {
        return sendPage(request, reply, staleFormPage(place), visit.name);
      }
      const { id = '' } = request.params;
      const called = { id, query: request.query, form, isCrossOrigin: isCrossOrigin(request) };
      const answer = await handler(visit, called);
      return await send(request, reply, answer ?? notFoundPage(place), visit);
    };
  }

  async function visitOf(citizen: Citizen): Promise<Visit> {
    const listing = await citizenListing(desk.database, citizen.key);
    return {
      ...{ desk, citizen, language, home },
      name: listing?.name ?? '',
      say: sayIn(language),
      loaders: createLoaders(desk.database),
      now: desk.clock(),
      formToken: (action) => formToken(formKey, formOwner(citizen), action),
    };
  }

  async function send(request: FastifyRequest, reply: FastifyReply, answer: Answer, visit: Visit) {
    switch (answer.kind) {
      case 'redirect':
        return redirect(reply, `${home}${answer.to}`);
      case 'download':
        return reply
          .headers({
            ...pageHeaders(),
            'content-type': 'application/json; charset=utf-8',
            'content-disposition': `attachment; filename="${answer.name}"`,
          })
          .send(answer.body);
      case 'page':
        // The page about sign-ins lists them itself.
        return sendPage(
          request,
          reply,
          answer,
          visit.name,
          answer.section !== 'security' && (await hasNewSignIns(visit)),
        );
    }
  }

  function sendPage(
    request: FastifyRequest,
    reply: FastifyReply,
    page: MyDataPage,
    name: string | null,
    hasNewSignIns = false,
  ) {
    // A form's address shows nothing when it is opened in the other language.
    const path = request.method === 'GET' ? pathBelow(home, request.url) : '';
    const frame = { ...place, path, name, isTestLogin: testLogin, hasNewSignIns };
    return reply
      .code(page.status ?? 200)
      .headers(pageHeaders(undefined, { hasScript: page.hasScript ?? false }))
      .send(renderMyData(page, frame));
  }
}

async function hasNewSignIns({ desk, citizen }: Visit): Promise<boolean> {
  const person = { kind: 'citizen', accountId: citizen.key } as const;
  return unreviewed(await eventsOf(desk.database, person), citizen.signIn).length > 0;
}

/** Bound to the session and the person, so that a form outlives neither. */
function formOwner({ session, key }: Citizen): string {
  return `my data ${session} ${key}`;
}

/** Without what the provider adds when it returns (RFC 9207; RFC 6749, section 4.1.2.1). */
function pathBelow(home: string, url: string): string {
  const [path = '', query] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  for (const name of ['iss', 'state', 'error', 'error_description']) parameters.delete(name);
  return `${path.slice(home.length)}${parameters.size === 0 ? '' : `?${parameters}`}`;
}

/** Only to paths of these pages. */
function redirect(reply: FastifyReply, path: string) {
  return reply.headers(pageHeaders()).redirect(path, 303);
}
