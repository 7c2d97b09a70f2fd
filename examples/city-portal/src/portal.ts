import { loadAssets } from './http/assets.ts';
import { isFormToken, isOwnRequest } from './http/form-token.ts';
import { securityHeaders } from './http/headers.ts';
import { matchRoute } from './http/match-route.ts';
import { notFoundPage, staleFormPage, unavailablePage } from './pages/message-page.ts';
import { callback } from './pages/sign-in.ts';
import { respond } from './respond.ts';
import { forms, pages } from './routes.ts';
import { languageIn, preferredLanguage } from './texts/language.ts';
import type { Answer } from './visit/answer.ts';
import { openVisit } from './visit/open-visit.ts';
import type { Desk, Handler, Visit } from './visit/visit.ts';

/** Creates the portal: a function from requests to responses, without a port. */
export function createPortal(desk: Desk): (request: Request) => Promise<Response> {
  const assets = loadAssets(new URL('../assets/', import.meta.url));
  const security = securityHeaders(desk.config.origin);

  return async (request) => {
    const response = await answer(request);
    for (const [name, value] of Object.entries(security)) response.headers.set(name, value);
    return response;
  };

  /** In this order: health, files, language, session, forms, page. */
  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (!['GET', 'HEAD', 'POST'].includes(request.method)) return new Response(null, { status: 405 });
    if (pathname === '/livez' || pathname === '/readyz') return new Response('ok\n');
    const asset = assets.serve(pathname);
    if (asset !== null) return asset;
    const preferred = preferredLanguage(request.headers.get('accept-language'));
    if (pathname === '/') return toLanguage(`/${preferred}`);
    const visit = await openVisit(request, desk, languageIn(pathname) ?? preferred);
    return respond(await handle(visit), visit, assets.path);
  }
}

async function handle(visit: Visit): Promise<Answer> {
  const isForm = visit.request.method === 'POST';
  if (isForm && !isTrusted(visit)) return staleFormPage(visit);
  const found = find(visit, isForm ? forms : pages);
  try {
    return found === null ? notFoundPage(visit) : await found.handler({ ...visit, params: found.params });
  } catch (error) {
    // The client rejects only if gateway or issuer cannot be reached, or their answer is invalid.
    visit.desk.report(error);
    return unavailablePage(visit);
  }
}

/** Whether a form comes from a page of the portal and, with a session, from one of that session. */
function isTrusted({ request, desk, sessionId, form }: Visit): boolean {
  if (!isOwnRequest(request, desk.config.origin)) return false;
  return sessionId === null || isFormToken(form.get('form_token'), sessionId);
}

interface Found {
  readonly handler: Handler;
  readonly params: Visit['params'];
}

function find(
  { url: { pathname }, language }: Visit,
  routes: Readonly<Record<string, Handler>>,
): Found | null {
  // Registered at the issuer, so it has no language.
  if (pathname === '/callback' && routes === pages) return { handler: callback, params: {} };
  if (languageIn(pathname) === null) return null;
  const path = pathname.slice(language.length + 1).replace(/\/$/, '');
  for (const [route, handler] of Object.entries(routes)) {
    const params = matchRoute(route, path);
    if (params !== null) return { handler, params };
  }
  return null;
}

function toLanguage(location: string): Response {
  return new Response(null, { status: 303, headers: { location, vary: 'accept-language' } });
}
